"""What whoever watches the site is told of the services beside it. None of them is a failure: readers are served."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings


def watched() -> Iterator[tuple[str, str]]:
    """Yield the name of each service that a setting names, and what is wrong with it; "" for nothing."""
    if settings.REPLICA:
        from . import replica

        yield "replica", replica.what_is_wrong()
