"""Who asks: the address and the scheme of the client, also where proxies stand before the site.

Every limit and every log reads REMOTE_ADDR, and Django reads the scheme; this is the one place that sets them right.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED_FOR, FORWARDED_PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"

LOCAL = "127.0.0.1"
"""Stands for whoever comes through a Unix socket, which has no addresses."""

NETWORK_BITS = 64
"""A client of IPv6 has as many addresses as it likes, all in one network of this size (RFC 6177)."""

Address = IPv4Address | IPv6Address


class ProxyMiddleware:
    """Believe X-Forwarded-For and X-Forwarded-Proto from TRUSTED_PROXIES, and take them away from everybody.

    Of a chain of addresses each proxy vouches for the one before it, so it is read from the right, as far as trusted
    proxies lead. The scheme is the one that the nearest proxy names last.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chain = request.META.pop(FORWARDED_FOR, "")
        scheme = request.META.pop(FORWARDED_PROTO, "").rpartition(",")[2].strip().lower()
        peer = address_of(request.META.get("REMOTE_ADDR", ""))
        client = peer
        if is_trusted(peer):
            client = client_of(chain, peer)
            if scheme in ("http", "https"):
                request.environ["wsgi.url_scheme"] = scheme
        request.META["REMOTE_ADDR"] = str(client or LOCAL)
        return self.get_response(request)


def address_of(text: str) -> Address | None:
    """Read an address; None for what is none, as the peer's at a Unix socket."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    # A socket for both families names clients of IPv4 like this.
    return getattr(address, "ipv4_mapped", None) or address


def is_trusted(address: Address | None) -> bool:
    """Tell whether the peer's word on its client is believed. address: None for one at a Unix socket."""
    if address is None:
        return "unix" in settings.TRUSTED_PROXIES
    return any(address in network for network in settings.TRUSTED_PROXIES if network != "unix")


def client_of(chain: str, peer: Address | None) -> Address | None:
    """Give the first address from the right that is no trusted proxy's, or the last one that can be read."""
    client = peer
    for item in reversed(chain.split(",")):
        address = address_of(item)
        if address is None:
            break
        client = address
        if not is_trusted(address):
            break
    return client


def caller(request: HttpRequest) -> str:
    """Name whoever asks, for limits: an address, of IPv6 the network that one customer has."""
    address = address_of(request.META.get("REMOTE_ADDR", ""))
    if isinstance(address, IPv6Address):
        return f"{IPv6Address(int(address) >> NETWORK_BITS << NETWORK_BITS)}/{NETWORK_BITS}"
    return str(address or LOCAL)
