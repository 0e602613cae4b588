"""Every hostile string in every text field, and every page in a real browser: nothing runs, nothing is lost.

HOSTILE is the number of strings (8), SEED chooses them.
"""

import csv
import io
import json
import os
import re
from urllib.parse import quote

from django.contrib.admin.sites import site as desk
from django.contrib.auth import get_user_model
from django.test import TestCase
from django.urls import reverse
from lxml import etree

from speeches.models import DraftLink, Event, Photograph, Place, Report, SiteText, Speaker, Tag, Utterance, withdraw
from tests.browser.browser import BrowserTests
from tests.torture.filling import LEFT_OUT, MAKERS, Archive, models_with_texts, text_fields
from tests.torture.strings import strings

NUMBER, SEED = int(os.environ.get("HOSTILE", "8")), int(os.environ.get("SEED", "1"))

TRAP = """
window.hits = [];
window.hit = (...said) => { window.hits.push(`hit ${said}`); return "" };
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.hits.push(name);
document.addEventListener("securitypolicyviolation", event =>
    window.hits.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
LOOK = """() => {
    const live = [], said = [document.documentElement.textContent];
    for (const element of document.querySelectorAll("*")) {
        for (const {name, value} of element.attributes) {
            if (/^on/i.test(name)) live.push(`${element.tagName} ${name}`);
            if (["alt", "title", "value", "placeholder", "content", "aria-label"].includes(name)) said.push(value);
            if (["href", "src", "action", "formaction", "data", "xlink:href", "srcdoc"].includes(name)) {
                const address = URL.parse(value, document.baseURI);
                const known = !address || ["http:", "https:", "mailto:"].includes(address.protocol);
                const picture = address?.protocol === "data:" && element.localName === "img";
                if (!known && !picture) live.push(`${element.tagName} ${name}=${value}`);
            }
        }
        if (/^(iframe|object|embed|base|marquee|math)$/.test(element.localName)) live.push(element.tagName);
        const from = element.localName === "script" && element.src ? new URL(element.src).pathname : "";
        const ours = /^\\/(static|(en\\/)?admin\\/jsi18n)\\//.test(from) || /json/.test(element.type);
        if (element.localName === "script" && !ours) live.push(`script ${element.outerHTML.slice(0, 80)}`);
        if (element.tagName === "STYLE" || element.httpEquiv) live.push(element.outerHTML.slice(0, 80));
        if ("value" in element && typeof element.value === "string") said.push(element.value);
        if (element.dir && element.tagName === "TEXTAREA") said.push(element.value);
    }
    return {said: said.join("\\n"), live, hits: window.hits};
}"""
SHOWN = 3
"""The first addresses show in a field what they were asked."""
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def squashed(text):
    """Leave white space out: browsers and typography put other spaces and line ends."""
    return "".join(text.split())


class CoverageTests(TestCase):
    def test_every_model_with_texts_gets_them(self):
        from speeches.models import Decision, IndexState

        self.assertEqual(set(models_with_texts()) - set(MAKERS) - {Decision, IndexState}, set())

    def test_no_field_is_left_out_that_is_not_there(self):
        there = {
            name
            for model in MAKERS
            for field in model._meta.fields
            for name in (field.name, f"{model.__name__}.{field.name}")
        }
        unknown = {name for name in LEFT_OUT if name not in there and not name.startswith(("Decision.", "IndexState."))}
        self.assertLessEqual(unknown, {"form", "initial", "base", "theirs", "places", "report"})

    def test_the_strings_are_many_kinds_and_the_same_for_a_seed(self):
        made = strings(500, 1)
        self.assertEqual((len(set(made)), made), (500, strings(500, 1)))
        self.assertNotEqual(made, strings(500, 2))


class HostileTests(BrowserTests):
    """One long test, as the rows take longest to write."""

    def setUp(self):
        super().setUp()
        self.event.delete()
        self.strings = strings(NUMBER, SEED)
        self.archive = Archive(self.strings)
        self.pages, self.found = 0, []
        self.page.add_init_script(TRAP)
        self.page.on("dialog", lambda dialog: (self.found.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("request", self.is_own)
        self.page.set_default_timeout(60_000)

    def is_own(self, request):
        if not request.url.startswith((self.live_server_url, "data:", "about:")):
            self.found.append(f"asks {request.url}")

    def look(self, path, *expected, status=200):
        """Open a page, and note what runs, what breaks and what of the texts expected is not there."""
        answer = self.page.goto(self.live_server_url + path)
        seen = self.page.evaluate(LOOK)
        self.pages += 1
        said = squashed(seen["said"])
        # Between two paragraphs a page may have their numbers.
        missing = [line for text in expected for line in text.split("\n") if squashed(line) not in said]
        wrong = [
            *seen["hits"],
            *(f"live {each}" for each in seen["live"]),
            *(f"lost {text!r}"[:300] for text in missing),
        ]
        if answer.status != status:
            wrong.append(f"status {answer.status}")
        self.found += [f"{path[:120]}: {each}" for each in wrong]

    def test_nothing_runs_and_nothing_is_lost(self):
        self.read_the_public_pages()
        self.ask_with_parameters()
        self.read_what_programs_read()
        self.sign_in()
        self.work_at_the_desk()
        # What the browser itself complains of is told above, and a picture that is a text is none.
        self.complaints.clear()
        self.assertFalse(self.found, "\n".join(self.found[:40]))
        print(  # noqa: T201 - the line that `make torture` tells.
            f"{len(self.strings)} strings in {len(self.archive.covered)} fields on {self.pages} pages: "
            "executed 0, 5xx 0, characters lost 0"
        )

    def read_the_public_pages(self):
        rows = self.archive.rows
        for number, event in enumerate(rows[Event]):
            path = event.get_absolute_url()
            turn = rows[Utterance][number]
            photograph = event.photographs.first()
            words = (event.title, event.summary, turn.attribution_text, turn.heading, turn.text)
            self.look(path, *words, photograph.caption, event.files.get().title, event.recordings.get().title)
            self.look(f"{path}cite/", event.title)
            self.look(f"{path}versions/", event.title)
            self.look(turn.get_absolute_url(), turn.text, turn.attribution_text)
            self.look(f"/u/{turn.ref}/report/")
            self.look(f"/u/{turn.ref}/cite/")
            self.look(f"/embed/{event.ref}/", event.title)
            self.look(f"/embed/{turn.ref}/")
            self.look(rows[Report][number].get_absolute_url(), rows[Report][number].answer)
            for model in (Speaker, Tag, Place):
                row = rows[model][number]
                self.look(row.get_absolute_url(), row.name_ru, row.description_ru)
                self.look(f"/en{row.get_absolute_url()}", row.name_en, row.description_en)
        for text in rows[SiteText]:
            self.look(f"/{text.page}/", text.text_ru)
        for (
            path
        ) in "/ /events/ /events/2026/ /events/2026/01/ /speakers/ /tags/ /places/ /offices/ /corrections/".split():
            self.look(path)
            self.look(f"/en{path}")
        draft = Event.objects.create(title=self.strings[1], summary=self.strings[2])
        link = DraftLink.objects.create(event=draft, audience="x", expires_at=rows[DraftLink][0].expires_at)
        self.look(link.get_absolute_url(), draft.title)
        gone = Event.objects.create(title=self.strings[1], status="published", published_at=rows[Event][0].published_at)
        self.look(withdraw(gone, reason=self.strings[3]).get_absolute_url(), self.strings[3], status=410)

    def ask_with_parameters(self):
        """Put each string into the parameters of one address, all addresses in turn."""
        turn = self.archive.rows[Utterance][0]
        addresses = (
            "/search/?q={0}",
            "/quote/?text={0}",
            "/events/?q={0}",
            f"{turn.event.get_absolute_url()}?q={{0}}",
            "/events/?speaker={0}&tag={0}&place={0}&from={0}&sort={0}&page={0}",
            "/speakers/?letter={0}&page={0}",
            "/search/?q=%22x%22&view={0}&order={0}&brackets={0}&facets={0}&turns={0}",
            "/search/counts/?q={0}",
            "/corrections/?after={0}",
            f"/u/{turn.ref}/cite/?quote={{0}}",
            f"{turn.event.get_absolute_url()}versions/?on={{0}}",
            "/{0}/",
            "/tags/{0}/",
        )
        for number, string in enumerate(self.strings[1:]):
            place = number % len(addresses)
            is_shown = place < SHOWN and len(string) < 150 and not CONTROL.search(string)
            self.ask(addresses[place].format(quote(string, safe="")), *([string] if is_shown else []))

    def ask(self, path, *expected):
        """Open a page that may be none."""
        before = len(self.found)
        self.look(path, *expected)
        self.found[before:] = [each for each in self.found[before:] if not re.search(r"status (404|400|410)$", each)]

    def read_what_programs_read(self):
        events = self.archive.rows[Event]
        feeds = ("/feeds/events.atom", "/corrections.atom", "/search.atom?q=hit", "/sitemap.xml")
        turn = self.archive.rows[Utterance][0]
        for path in [*feeds, f"/oembed/?format=xml&url={quote(events[0].get_absolute_url())}"]:
            if path.startswith("/oembed/"):
                path = path.replace("url=", f"url={quote(self.live_server_url, safe='')}")
            self.page.goto(self.live_server_url + path)
            self.pages += 1
            # The browser shows XML by a style of its own, which the policy keeps out.
            hits = [each for each in self.page.evaluate("window.hits || []") if "style-src" not in each]
            self.found += [f"{path}: {each}" for each in hits]
        for event in events:
            stem = event.get_absolute_url().rstrip("/")
            for ending in ("txt", "json", "csv", "akn.xml", "tei.xml"):
                self.read(f"{stem}.{ending}", event.utterances.get().text)
        for path in (
            "/search.json?q=hit",
            "/search.csv?q=hit",
            "/api/v1/events/",
            "/api/v1/utterances/",
            "/api/v1/tags/",
        ):
            self.read(path)
        self.read(f"/api/v1/utterances/{turn.ref}/", turn.text)

    def read(self, path, text=""):
        """Read a file as a program does: it is what it says it is, and has the text."""
        answer = self.client.get(path)
        self.pages += 1
        body = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8-sig")
        kind = answer["Content-Type"]
        if answer.status_code != 200:
            self.found.append(f"{path}: status {answer.status_code}")
        elif "json" in kind:
            body = json.dumps(json.loads(body), ensure_ascii=False)
            text = json.dumps(text, ensure_ascii=False)[1:-1]
        elif "xml" in kind:
            # A character that XML cannot hold is an instruction with its number.
            body = re.sub(r"<\?character (\w+)\?>", lambda found: chr(int(found[1], 16)), body)
            root = etree.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", body).encode())
            text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
            body = "".join(root.itertext())
        elif "csv" in kind:
            cells = [cell for row in csv.reader(io.StringIO(body, newline="")) for cell in row]
            self.found += [f"{path}: formula {cell[:60]!r}" for cell in cells if cell.startswith(FORMULA)]
            body = "\n".join(cells)
        if "text/plain" not in kind:
            said, place = squashed(body), 0
            # JSON has each paragraph by itself, in their order.
            for part in map(squashed, text.split(r"\n") if "json" in kind else [text]):
                place = said.find(part, place) + len(part)
                if place < len(part):
                    self.found.append(f"{path}: lost {part[:200]!r}")
                    break

    def work_at_the_desk(self):
        for model, rows in self.archive.rows.items():
            if model not in desk._registry:
                continue
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            self.look(reverse(f"{name}_changelist"))
            self.look(f"{reverse(f'{name}_changelist')}?q={quote(self.strings[5])}")
            editable = {field.name for field in text_fields(model) if field.editable}
            for row in rows:
                shown = editable & set(self.form_of(model, row))
                self.look(reverse(f"{name}_change", args=[row.pk]), *(getattr(row, field) for field in shown))
            self.look(reverse(f"{name}_history", args=[rows[0].pk]))
        for event in self.archive.rows[Event][:3]:
            for act in ("text", "preview", "duplicate", "suggestions", "withdraw", "expunge"):
                self.ask(reverse(f"admin:speeches_event_{act}", args=[event.pk]))
            for act in ("split", "join", "move", "insert", "speaker"):
                self.ask(reverse(f"admin:speeches_utterance_{act}", args=[event.utterances.get().pk]))
        for string in self.strings[1:4]:
            self.look(f"{reverse('admin:speeches_utterance_replace')}?find={quote(string)}")
            self.look(f"{reverse('admin:speeches_utterance_labels')}?q={quote(string)}")

    def form_of(self, model, row):
        """Give the names of the fields that the desk's form of a row has."""
        from django.test import RequestFactory

        request = RequestFactory().get("/")
        request.user = get_user_model().objects.get(username="editor")
        model_admin = desk._registry[model]
        if not model_admin.has_change_permission(request, row):
            return []
        return model_admin.get_form(request, row, change=True).base_fields


assert Photograph in MAKERS
