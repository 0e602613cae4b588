"""Every public page in a real browser: it keeps the content security policy, fits a phone, and passes axe."""

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from django.test import override_settings
from django.utils.translation import override

from speeches.exports.releases import make_release
from speeches.models import Event, Report, Tag, publish, revise, share_draft, withdraw
from speeches.site.urls import urlpatterns
from tests.browser.browser import BrowserTests
from tests.make import make_office, make_text

TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""
NO_PAGE = {"status of 404", "status of 410"}
NOT_HTML = {"search-feed", "search-json", "search-csv", "opensearch", "source", "undated-source", "release-file"}
FEEDS = {"events-feed", "speaker-feed", "tag-feed", "place-feed", "corrections-feed"}
CARDS = {"card", "event-card", "undated-event-card", "turn-card", "speaker-card", "tag-card", "place-card"}
FORMATS = {"event-format", "undated-event-format"}
CITATIONS = {"event-citation", "undated-citation", "turn-citation", "events-citations", "search-citations"}
FOR_EDITORS = {"correct"}
SMALL, WIDE = ("light", 360), ("dark", 1280)
OPTIONS = DEFAULT_OPTIONS | {"rules": {"target-size": {"enabled": True}}}
OF_A_LOOK = ["color-contrast", "link-in-text-block", "target-size"]
"""The rules of axe that depend on colours and widths."""


class PublicPagesTests(BrowserTests):
    def setUp(self):
        super().setUp()
        self.page.add_init_script(TELL_VIOLATIONS)
        tag = Tag.objects.create(name_ru="Дипломатия", name_en="Diplomacy")
        publish(self.event)
        self.link = share_draft(Event.objects.create(title="Черновик", start_date=self.event.start_date))
        with revise(self.event) as revision:
            revision.set_tags(revision.event, [tag])
        for written in ("contact", "imprint", "privacy"):
            make_text(written, "Трибуна\nТверь, Садовая, 1\n\nhttps://tribuna.example/imprint и kto@tribuna.example")
        self.correct()
        make_office(self.event.utterances.first().speaker, start_date=datetime.date(2000, 1, 1))
        self.undated = publish(Event.objects.create(title="Без даты"))
        kept = TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.enterContext(override_settings(DATA_DIR=Path(kept.name)))
        make_release()
        self.withdrawn = withdraw(publish(Event.objects.create(title="Отозвано")), reason="Ошибка.")

    def correct(self):
        """Correct the words of a turn that readers have seen, and take away another one."""
        self.event.refresh_from_db()
        self.corrected = self.event.version
        with revise(self.event, nature="correction", reason="Расшифровано с ошибкой.") as revision:
            turn, last = self.event.utterances.earliest("position"), self.event.utterances.latest("position")
            turn.text, turn.heading = f"Поправка. {turn.text}", "Заголовок"
            revision.save(turn)
            revision.delete(last)

    def addresses(self):
        """Give one address for every name of the URL configuration; a page without one here fails the test."""
        event = Event.objects.get(pk=self.event.pk)
        speaker, day = event.utterances.first().speaker, event.start_date
        return {
            "home": "/",
            "events": "/events/?q=переговоров&language=ru&from=2020-01-01",
            "year": f"/events/{day:%Y}/",
            "month": f"/events/{day:%Y/%m}/",
            "day": f"/events/{day:%Y/%m/%d}/",
            "event": event.get_absolute_url(),
            "undated-event": self.undated.get_absolute_url(),
            "versions": f"{event.get_absolute_url()}versions/",
            "version": f"{event.get_absolute_url()}versions/{self.corrected}/",
            "undated-versions": f"{self.undated.get_absolute_url()}versions/?on=2000-01-01",
            "undated-version": f"{self.undated.get_absolute_url()}versions/{self.undated.version}/",
            "corrections": "/corrections/",
            "utterance": event.utterances.first().get_absolute_url(),
            "cite": f"{event.get_absolute_url()}cite/",
            "undated-cite": f"{self.undated.get_absolute_url()}cite/",
            "cite-turn": f"/u/{event.utterances.first().ref}/cite/?quote=Рад, что мы",
            "report": f"/u/{event.utterances.first().ref}/report/",
            "report-answer": Report.objects.get_or_create(
                event=event, ref=event.utterances.first().ref, message="Не так."
            )[0].get_absolute_url(),
            "draft": self.link.get_absolute_url(),
            "speakers": "/speakers/",
            "speaker": speaker.get_absolute_url(),
            "tags": "/tags/",
            "tag": event.tags.get().get_absolute_url(),
            "places": "/places/",
            "place": event.place.get_absolute_url(),
            "offices": "/offices/",
            "office": speaker.offices.get().get_absolute_url(),
            "search": "/search/?q=переговоров",
            "search-counts": "/search/counts/?q=переговоров",
            "quote": "/quote/?text=Рад вас видеть и приветствовать, товарищ",
            "help-search": "/help/search/",
            "embed": f"/embed/{event.utterances.first().ref}/",
            "about": "/about/",
            "data": "/about/data/",
            "releases": "/data/releases/",
            "release": "/data/releases/1/",
            "contact": "/contact/",
            "imprint": "/imprint/",
            "privacy": "/privacy/",
        }

    def ways(self, event):
        """Give further addresses of pages that look different when asked otherwise."""
        return {
            "all events": "/events/",
            "for programs": "/api/v1/docs/",
            "folder of a release": "/data/releases/1/akn/2026/",
            "nothing typed": "/search/",
            "nothing found": "/search/?q=абракадабра year:123 -и",
            "misspelt": "/search/?q=перегаворы",
            "by event": "/search/?q=переговоров&view=events&order=newest",
            "concordance": "/search/?q=переговоров&view=lines",
            "concordance without places": "/search/?q=year:1900-2100&view=lines",
            "nobody said it": "/search/?q=кремль",
            "no room for conditions": f"/search/counts/?q=год{''.join(f' -tag:a{number}' for number in range(8))}",
            "phrase": '/search/?q="рад вас" lang:ru',
            "within": f"{event.get_absolute_url()}?q=переговоров",
            "nothing within": f"{event.get_absolute_url()}?q=абракадабра",
            "within, by conditions alone": f"{event.get_absolute_url()}?q=year:2026",
            "nobody said that": f"/u/{event.utterances.first().ref}/cite/?quote=абракадабра",
            "version with what has changed since": f"{event.get_absolute_url()}versions/{self.corrected}/?changes",
            "corrections from the oldest": "/corrections/?after=0",
            "event to embed": f"/embed/{event.ref}/",
            "quotation": "/quote/",
            "quotation unknown": "/quote/?text=этого здесь никто и никогда не говорил",
        }

    def test_every_page_keeps_the_policy_fits_a_phone_and_passes_axe(self):
        with override("ru"):
            addresses = self.addresses()
        left_out = NOT_HTML | CARDS | FORMATS | CITATIONS | FEEDS | FOR_EDITORS
        self.assertEqual(set(addresses), {pattern.name for pattern in urlpatterns} - left_out)
        with override("ru"):
            addresses |= self.ways(Event.objects.get(pk=self.event.pk))
            self.statuses = {"/nichego/": 404, self.withdrawn.get_absolute_url(): 410}
            self.statuses[f"/embed/{self.withdrawn.ref}/"] = 410
        addresses |= {f"{status} {path}": path for path, status in self.statuses.items()}
        for name, address in addresses.items():
            for path, *looks in ((address, SMALL, WIDE), (f"/en{address}", WIDE, SMALL)):
                with self.subTest(name, path=path):
                    self.look_at(path, *looks)

    def look_at(self, path, first, other):
        """Look at a page by every rule, and then at the same page in the other look for what changes with it."""
        self.show(*first)
        answer = self.go(path)
        self.assertEqual(answer.status, self.statuses.get(path.removeprefix("/en"), 200))
        self.check(first)
        self.show(*other)
        self.check(other, runOnly=OF_A_LOOK)
        complaints = [text for text in self.complaints if not any(answer in text for answer in NO_PAGE)]
        self.complaints.clear()
        self.assertEqual(complaints, [])

    def show(self, scheme, width):
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": 800})

    def check(self, look, **options):
        """Ask axe, by its rules of WCAG 2.2 too: those for the size of targets are left out otherwise."""
        _, width = look
        self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), width, look)
        found = Axe().run(self.page, options=OPTIONS | options).response["violations"]
        self.assertEqual([violation["id"] for violation in found], [], look)
