"""The Redis that nodes share, as Django's cache. While it does not answer, each process keeps to itself.

A value is bytes, or what JSON knows. Pickles are run when they are read: with them, whoever can write to the Redis
would own the site, and not only what it shows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import Redis
from redis.exceptions import RedisError

from .service import Service

service = Service("The shared cache")

UNKNOWN = object()
"""What is told in the place of an answer."""


class Plain:
    """Bytes as they are, and what JSON knows."""

    def dumps(self, value: Any) -> bytes:
        return b"b" + value if isinstance(value, bytes) else json.dumps(value).encode()

    def loads(self, stored: bytes) -> Any:
        return stored[1:] if stored[:1] == b"b" else json.loads(stored)


def _by_redis_or_alone(name: str) -> Callable[..., Any]:
    def method(self: SharedCache, *args: Any, **kwargs: Any) -> Any:
        answer = self.by_redis(name, *args, **kwargs)
        return getattr(self._alone, name)(*args, **kwargs) if answer is UNKNOWN else answer

    return method


class SharedCache(RedisCache):
    """Django's own cache on Redis, with one in memory for the time in which that is dead."""

    def __init__(self, server: str, params: dict[str, Any]):
        super().__init__(server, params)
        self._alone = LocMemCache("alone", {**params, "OPTIONS": {}})

    def by_redis(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Call one of Django's methods; `UNKNOWN` where Redis does not answer."""
        if not service.may_be_asked():
            return UNKNOWN
        try:
            answer = getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError) as error:
            service.failed(error)
            return UNKNOWN
        service.answered()
        return answer

    def ping(self) -> None:
        """Ask whether it lives, be it down or not."""
        client: Redis = self._cache.get_client(write=True)
        try:
            client.ping()
        except (RedisError, OSError) as error:
            service.failed(error)
        else:
            service.answered()

    add = _by_redis_or_alone("add")
    get = _by_redis_or_alone("get")
    set = _by_redis_or_alone("set")
    touch = _by_redis_or_alone("touch")
    delete = _by_redis_or_alone("delete")
    get_many = _by_redis_or_alone("get_many")
    has_key = _by_redis_or_alone("has_key")
    incr = _by_redis_or_alone("incr")
    set_many = _by_redis_or_alone("set_many")
    delete_many = _by_redis_or_alone("delete_many")
    clear = _by_redis_or_alone("clear")


def what_is_wrong(cache: SharedCache) -> str:
    """Ask, for whoever watches the site; "" where all is well."""
    cache.ping()
    if service.is_down:
        return "The shared cache does not answer: each process keeps pages and counts to itself. See the log."
    return ""
