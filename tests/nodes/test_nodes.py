"""Two nodes with a replica, a Redis and nginx: readers see each change, and notice no server's death."""

import json
import shutil
import tempfile
from pathlib import Path
from unittest import TestCase
from urllib.parse import quote

import pytest

from .people import Editor, Readers, get, ready
from .servers import Nginx, Node, PostgreSQL, RedisServer, ended, until

NAME = "archive"
STATED_SECONDS = 1.0
SLACK_SECONDS = 2.0
"""For making the page, on a machine that does other things too."""

TEXTS = {
    "draft.txt": "Совещание о дорогах\n6 мая 2020 года\nИван Ларин: Дорога готова.\nАнна Ветрова: Спасибо.\n",
    "shown.txt": "Совещание о мостах\n5 мая 2020 года\nИван Ларин: Мост готов к зиме.\nАнна Ветрова: Спасибо.\n",
}

READ = "SELECT sum(idx_scan) > 0 FROM pg_stat_user_tables WHERE relname = 'speeches_event'"

FILL = """
import json
from django.contrib.auth import get_user_model
from django.core.management import call_command
from speeches.models import Event
get_user_model().objects.create_superuser("vera", password="a quiet reading room")
call_command("import_transcripts", "{folder}/draft.txt", verbosity=0)
call_command("import_transcripts", "{folder}/shown.txt", publish=True, verbosity=0)
draft, shown = Event.objects.get(status="draft"), Event.objects.get(status="published")
facts = dict(draft=draft.pk, path=draft.get_absolute_url(), shown=shown.get_absolute_url())
print(json.dumps(facts | dict(ref=shown.utterances.get(text__startswith="Мост").ref)))
"""


@pytest.mark.long
@pytest.mark.servers
class NodesTests(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="rostrum-nodes-")))
        cls.primary = cls.started(PostgreSQL(cls.folder / "primary").initialise())
        cls.primary.ask(f"CREATE DATABASE {NAME}")
        cls.replica = cls.started(PostgreSQL(cls.folder / "replica").copy(cls.primary))
        cls.redis = cls.started(RedisServer(cls.folder / "redis"))
        cls.proxy = Nginx(cls.folder / "nginx")
        cls.site = f"http://127.0.0.1:{cls.proxy.port}"
        variables = {
            "DATABASE_URL": cls.primary.url(NAME),
            "DATABASE_REPLICA_URL": cls.replica.url(NAME),
            "CACHE_URL": cls.redis.url,
            "SECRET_KEY": "one key for all the nodes of this site",
            "SITE_URL": cls.site,
        }
        cls.nodes = [Node(cls.folder / name, variables) for name in ("one", "other")]
        cls.fill()
        for node in cls.nodes:
            cls.started(node)
        cls.started(cls.proxy.before(*cls.nodes))
        cls.one, cls.other = (f"http://127.0.0.1:{node.port}" for node in cls.nodes)
        cls.editor = Editor(cls.one)
        cls.editor.sign_in("vera", "a quiet reading room")

    @classmethod
    def started(cls, server):
        cls.addClassCleanup(server.kill)
        return server.start()

    @classmethod
    def fill(cls):
        """Make the tables from both nodes at once, and an archive of a published event and a draft."""
        one, other = cls.nodes
        for name, text in TEXTS.items():
            (cls.folder / name).write_text(text)
        static = one.manage("collectstatic", "--noinput", "--verbosity", "0")
        ended(*(node.manage("migrate", "--verbosity", "0") for node in cls.nodes), static)
        cls.facts = json.loads(*ended(one.manage("shell", "-v", "0", "-c", FILL.format(folder=cls.folder))))
        shutil.copytree(one.folder / "static", other.folder / "static")

    def setUp(self):
        self.shown = self.facts["shown"]
        self.paths = [self.shown, "/", "/events/", "/en/speakers/", f"/search/?q={quote('мост')}", "/feeds/events.atom"]

    def seen(self, site, path, holds):
        """Wait until readers of a node see it, and give the seconds."""
        return until(lambda: holds(*get(site + path)), "seen", STATED_SECONDS + SLACK_SECONDS)

    def test_what_is_done_at_one_node_is_seen_at_the_other(self):
        path, draft = self.facts["path"], self.facts["draft"]
        for site in (self.one, self.other):
            self.assertEqual(get(site + path)[0], 404)
        self.editor.act("publish_selected", draft)
        self.seen(self.other, path, lambda status, text: status == 200)
        self.editor.correct(self.facts["ref"], "Мост закрыт.")
        self.seen(self.other, self.shown, lambda status, text: "Мост закрыт." in text)
        self.editor.act("withdraw_selected", draft, withdrawal_reason="Неполная запись.")
        self.seen(self.other, path, lambda status, text: status == 410)
        self.seen(self.site, "/events/", lambda status, text: path not in text)
        self.assertEqual(ready(self.other), dict.fromkeys(ready(self.other), "ok"))
        until(lambda: self.replica.ask(READ, NAME) == [(True,)], "read from the replica")

    def warned(self, name, status):
        """Wait until both nodes say so of one of the services."""
        for site in (self.one, self.other):
            until(lambda site=site: ready(site)[name] == status, f"{name}: {status} at {site}")

    def correct(self, text):
        """Correct a turn at one node; the editor sees it at both at once, readers within the stated time."""
        self.editor.correct(self.facts["ref"], text)
        for site in (self.one, self.other):
            self.assertIn(text, self.editor.see(self.shown, site))
        for site in (self.one, self.other):
            self.seen(site, self.shown, lambda status, page: text in page)

    def bring_back(self, server, name):
        if server.process.poll() is not None:
            server.start()
        self.warned(name, "ok")

    def test_a_replica_that_lags_shows_nothing_old(self):
        self.replica.ask("SELECT pg_wal_replay_pause()", NAME)
        self.addCleanup(self.warned, "replica", "ok")
        self.addCleanup(self.replica.ask, "SELECT pg_wal_replay_resume()", NAME)
        with Readers(self.site, self.paths) as readers:
            self.correct("Мост отстал.")
            readers.go_on()
        self.assertEqual(readers.refused, [])
        self.warned("replica", "warn")

    def test_a_replica_that_dies_is_done_without(self):
        self.addCleanup(self.bring_back, self.replica, "replica")
        with Readers(self.site, self.paths) as readers:
            readers.go_on()
            self.replica.kill()
            readers.go_on()
            self.correct("Ходит паром.")
            readers.go_on()
        self.assertEqual(readers.refused, [])
        self.warned("replica", "warn")

    def test_a_redis_that_dies_is_done_without(self):
        self.addCleanup(self.bring_back, self.redis, "cache")
        with Readers(self.site, self.paths) as readers:
            readers.go_on()
            self.redis.kill()
            readers.go_on()
            self.correct("Ходит катер.")
            readers.go_on()
        self.assertEqual(readers.refused, [])
        self.warned("cache", "warn")

    def test_a_node_that_dies_takes_along_what_it_was_answering_at_most(self):
        other = self.nodes[1]
        self.addCleanup(lambda: other.process.poll() is not None and other.start())
        with Readers(self.site, self.paths) as readers:
            readers.go_on()
            other.kill()
            readers.go_on(60)
        self.assertLessEqual(len(readers.refused), len(readers.threads), readers.refused)
        self.editor.see(self.shown)
