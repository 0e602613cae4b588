"""Who asks, where proxies stand before the site."""

from ipaddress import ip_network

from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, override_settings

from speeches.site.serving.clients import ProxyMiddleware, caller

PROXIES = [ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")]


def asked(peer, chain="", scheme="", trusted=PROXIES):
    """Give address and scheme as the site sees them."""
    seen = []
    headers = {"X-Forwarded-For": chain, "X-Forwarded-Proto": scheme}
    request = RequestFactory().get(
        "/", REMOTE_ADDR=peer, headers={name: value for name, value in headers.items() if value}
    )

    def view(request):
        seen.extend([request.META["REMOTE_ADDR"], request.scheme])
        seen.append({name for name in request.META if "FORWARDED" in name})
        return HttpResponse()

    with override_settings(TRUSTED_PROXIES=trusted):
        ProxyMiddleware(view)(request)
    assert seen.pop() == set(), "nobody further in may read what was not believed"
    return tuple(seen)


class ProxyTests(SimpleTestCase):
    def test_a_trusted_proxy_is_believed(self):
        self.assertEqual(asked("127.0.0.1", "198.51.100.7", "https"), ("198.51.100.7", "https"))
        self.assertEqual(asked("::ffff:127.0.0.1", "198.51.100.7", "http"), ("198.51.100.7", "http"))
        self.assertEqual(asked("2001:db8::1", "2001:DB9::0:1", "HTTPS"), ("2001:db9::1", "https"))

    def test_nobody_else_is(self):
        self.assertEqual(asked("198.51.100.7", "203.0.113.1", "https"), ("198.51.100.7", "http"))
        self.assertEqual(asked("127.0.0.1", "203.0.113.1", "https", trusted=[]), ("127.0.0.1", "http"))
        self.assertEqual(asked("", "203.0.113.1", "https"), ("127.0.0.1", "http"))

    def test_a_unix_socket_is_a_proxy_where_it_is_named(self):
        self.assertEqual(asked("", "203.0.113.1", "https", trusted=["unix"]), ("203.0.113.1", "https"))
        self.assertEqual(asked("", trusted=["unix"]), ("127.0.0.1", "http"))

    def test_what_a_client_writes_before_the_proxys_word_is_not_believed(self):
        self.assertEqual(asked("127.0.0.1", "192.0.2.99, 198.51.100.7")[0], "198.51.100.7")
        self.assertEqual(asked("127.0.0.1", "127.0.0.1, 198.51.100.7")[0], "198.51.100.7")
        self.assertEqual(asked("127.0.0.1", "198.51.100.7", "http, https")[1], "https")

    def test_a_chain_of_trusted_proxies_is_followed_to_its_end(self):
        self.assertEqual(asked("127.0.0.1", "192.0.2.99, 198.51.100.7, 10.1.1.1, 10.2.2.2")[0], "198.51.100.7")
        self.assertEqual(asked("127.0.0.1", "10.3.3.3, 10.1.1.1")[0], "10.3.3.3")

    def test_what_is_no_address_ends_the_chain(self):
        for chain in ("unknown", "198.51.100.7, unknown", "'; drop table,", ",,", "1.2.3.4.5", "198.51.100.7:80"):
            with self.subTest(chain=chain):
                self.assertEqual(asked("127.0.0.1", chain)[0], "127.0.0.1")
        self.assertEqual(asked("127.0.0.1", "unknown, 10.1.1.1")[0], "10.1.1.1")

    def test_what_is_no_scheme_changes_nothing(self):
        for scheme in ("javascript", "https,", "on", "wss"):
            self.assertEqual(asked("127.0.0.1", "198.51.100.7", scheme)[1], "http")

    def test_limits_count_a_network_of_ipv6_as_one(self):
        for peer, name in (
            ("198.51.100.7", "198.51.100.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("", "127.0.0.1"),
        ):
            self.assertEqual(caller(RequestFactory().get("/", REMOTE_ADDR=peer)), name)
