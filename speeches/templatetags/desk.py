"""What the front page of the desk asks for."""

from __future__ import annotations

from typing import Any

from django import template

from ..admin.waiting import Waiting, waiting_for

register = template.Library()


@register.simple_tag
def waiting(user: Any) -> list[Waiting]:
    """List what waits for a user."""
    return waiting_for(user)
