"""What whoever watches the site is told of the services beside it. None of them is a failure: readers are served."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches

from . import purging


def watched() -> Iterator[tuple[str, str]]:
    """Yield the name of each service that a setting names, and what is wrong with it; "" for nothing."""
    if settings.REPLICA:
        from . import replica

        yield "replica", replica.what_is_wrong()
    if settings.SHARES_PAGES:
        from . import shared

        yield "cache", shared.what_is_wrong(caches[DEFAULT_CACHE_ALIAS])
    if settings.PURGE_URL:
        yield "purge", purging.what_is_wrong()
