"""Which database a request reads: readers the replica where it is new enough and answers, everybody else the primary.

The replica here is the primary under another name; `test_nodes` has a real one.
"""

import logging
from unittest import mock

from django.conf import settings
from django.db import DataError, OperationalError, connections, router
from django.http import HttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import SimpleTestCase, TransactionTestCase, override_settings
from django.urls import path

from config.urls import urlpatterns as of_the_site
from speeches.models import Event, SiteVersion, raise_version
from speeches.nodes import replica
from tests.admin.rows import make_user

SEAM = settings.MIDDLEWARE.index("speeches.site.language.LanguageMiddleware") + 1
MIDDLEWARE = [
    *settings.MIDDLEWARE[:SEAM],
    "speeches.site.serving.replica.ReplicaMiddleware",
    *settings.MIDDLEWARE[SEAM:],
]


def where(request):
    return HttpResponse(router.db_for_read(Event))


def torn(request, error=OperationalError):
    """Fail as a query does whose server dies, or refuses it."""
    if replica.is_read():
        raise error("terminating connection due to administrator command")
    return where(request)


def refused(request):
    return torn(request, DataError)


def torn_while_it_is_rendered(request):
    template = engines["django"].from_string("{{ read }}")
    return SimpleTemplateResponse(template, {"read": lambda: torn(request).content.decode()})


urlpatterns = [
    path("where/", where),
    path("u/x/report/y/", where),
    path("torn/", torn),
    path("refused/", refused),
    path("rendered/", torn_while_it_is_rendered),
    path("admin/where/", where),
    *of_the_site,
]
handler500 = "speeches.api.problems.server_error"


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=MIDDLEWARE, DATABASE_ROUTERS=["speeches.nodes.replica.Router"])
class ReplicaTests(TransactionTestCase):
    databases = {"default", "replica"}

    @classmethod
    def setUpClass(cls):
        told = connections.settings["default"]
        connections.settings["replica"] = {**told, "TEST": {**told["TEST"], "MIRROR": "default"}}
        cls.addClassCleanup(connections.settings.pop, "replica")
        super().setUpClass()

    def setUp(self):
        self.addCleanup(self.leave)
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        raise_version()

    def leave(self):
        replica.service.answered()
        connections["replica"].close()

    def read(self, address="/where/"):
        answer = self.client.get(address)
        self.assertEqual(answer.status_code, 200)
        return answer.content.decode()

    def test_readers_read_the_replica_and_nobody_else_does(self):
        self.assertEqual(self.read(), "replica")
        self.assertEqual(self.read("/admin/where/"), "default")
        self.assertEqual(self.client.post("/where/").content, b"default")
        self.client.force_login(make_user("vera"))
        self.assertEqual(self.read(), "default")

    def test_whoever_has_just_reported_reads_own_words(self):
        self.assertEqual(self.read("/u/x/report/y/"), "default")

    def test_a_thread_is_not_left_with_the_replica(self):
        self.read()
        self.assertEqual((router.db_for_read(Event), router.db_for_write(Event)), ("default", "default"))

    def test_one_that_is_behind_is_not_read(self):
        with replica.read_from_replica(SiteVersion.objects.get().number + 1):
            self.assertFalse(replica.is_read())
        with replica.read_from_replica(SiteVersion.objects.get().number):
            self.assertTrue(replica.is_read())

    def test_a_page_whose_query_dies_is_made_from_the_primary_and_so_are_the_next(self):
        for address in ("/torn/", "/rendered/"):
            replica.service.answered()
            self.assertEqual(self.read(address), "default")
            self.assertTrue(replica.service.is_down)
            self.assertEqual(self.read(), "default")

    def test_a_query_that_is_refused_is_asked_of_the_primary_and_says_nothing_of_the_replica(self):
        self.assertEqual(self.read("/refused/"), "default")
        self.assertEqual(self.read(), "replica")

    def test_one_that_cannot_be_reached_is_done_without(self):
        connections["replica"].close()
        told = connections["replica"].settings_dict
        elsewhere = {"NAME": "/no/such/folder/x"} if "sqlite" in told["ENGINE"] else {"HOST": "127.0.0.1", "PORT": "9"}
        self.enterContext(mock.patch.dict(told, elsewhere))
        self.assertEqual(self.read(), "default")
        self.assertEqual(replica.what_is_wrong().split(":")[0], "The replica does not answer")

    def test_with_the_primary_gone_the_answer_has_all_that_belongs_to_it(self):
        def gone(*_):
            raise OperationalError("the server is gone")

        raise_version()
        self.client.raise_request_exception = False
        with connections["default"].execute_wrapper(gone), connections["replica"].execute_wrapper(gone):
            answer = self.client.get("/en/events/")
        self.assertEqual((answer.status_code, answer["Content-Language"]), (503, "en"))
        self.assertIn("default-src 'none'", answer["Content-Security-Policy"])

    def test_nothing_is_migrated_there(self):
        self.assertEqual([router.allow_migrate(alias, "speeches") for alias in ("default", "replica")], [True, False])


class AloneTests(SimpleTestCase):
    def test_without_the_setting_nobody_is_asked(self):
        self.assertNotIn(MIDDLEWARE[SEAM], settings.MIDDLEWARE)
        self.assertEqual(router.routers, [])
