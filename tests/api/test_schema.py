"""What the doors do is what their description says: read by its validator, by people, and by a maker of requests."""

import json
import os
from collections import Counter

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import TestCase
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import booleans
from schemathesis import GenerationMode, openapi
from schemathesis.specs.openapi import checks

from speeches.api.describing import described
from tests.make import count, make_event, make_place, make_speaker, make_tag, make_turn

from .client import ROOT


class DescriptionTests(TestCase):
    def described(self, language="en"):
        return json.loads(self.client.get(f"{ROOT}/schema/", {"lang": language}).content)

    def test_it_is_valid_and_made_without_a_warning(self):
        call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(site.DATA_DIR / "schema.yml"))

    def test_every_door_is_in_it(self):
        from speeches.api.urls import urlpatterns

        paths = {path.removeprefix(f"{ROOT}/").replace("{key}", "") for path in self.described()["paths"]}
        paths.add("schema/")
        doors = {str(each.pattern).replace("<slug:key>", "") for each in urlpatterns if each.name != "unknown"}
        self.assertEqual(
            {path.replace("//", "/") for path in paths | {"schema/"}}, {d.replace("//", "/") for d in doors}
        )

    def test_it_speaks_the_language_asked_for(self):
        described.cache_clear()
        self.assertEqual(self.described("en")["paths"][f"{ROOT}/events/"]["get"]["summary"], "Events")
        self.assertEqual(self.described("ru")["paths"][f"{ROOT}/events/"]["get"]["summary"], "События")
        self.assertEqual(self.described("en")["paths"][f"{ROOT}/events/"]["get"]["summary"], "Events")

    def test_the_page_has_every_address_and_every_field(self):
        page = self.client.get("/en/api/v1/docs/")
        told = self.described()
        for path in told["paths"]:
            self.assertContains(page, f"GET {path}")
        for name, schema in told["components"]["schemas"].items():
            self.assertContains(page, f'id="kind-{name}"')
            for field in schema["properties"]:
                self.assertContains(page, f"<code>{field}</code>")

    def test_an_example_with_a_name_has_a_role_to_bear_it(self):
        page = self.client.get("/en/api/v1/docs/").content.decode()
        self.assertIn('<pre role="group" tabindex="0" aria-label="Example">', page)
        self.assertNotIn("<pre tabindex", page)

    def test_its_examples_work(self):
        make_event("О мире", place=make_place(), tags=[make_tag()], turns=1)
        count()
        operations = self.client.get("/en/api/v1/docs/").context["operations"]
        examples = [operation.example for operation in operations if operation.example]
        self.assertGreater(len(examples), 5)
        for example in examples:
            self.assertEqual(self.client.get(example.removeprefix(site.SITE_URL)).status_code, 200, example)


EXAMPLES = int(os.environ.get("REQUESTS", "12"))
"""How many requests of either kind each door gets."""

LENIENT = {checks.negative_data_rejection}
"""What is not held against the doors: an empty parameter is none, as on the pages whose addresses programs copy, and
the quote check takes any language for one. What else is wrong is refused: test_doors.py has it."""


@pytest.mark.long
class MadeUpTests(TestCase):
    """Ask each door what its description allows, and what it does not."""

    @classmethod
    def setUpTestData(cls):
        cls.event = make_event("О мире", place=make_place("Тверь"), tags=[make_tag("Мир")], slug="peace")
        make_turn(cls.event, "Мир. [да]", speaker=make_speaker("Анна"), ref="0000000001")
        count()
        cls.keys = {
            "getEvent": cls.event.ref,
            "getUtterance": "0000000001",
            "getSpeaker": cls.event.utterances.get().speaker.slug,
            "getTag": cls.event.tags.get().slug,
            "getPlace": cls.event.place.slug,
        }

    def setUp(self):
        # Told of a request's end, Django would close the connection that the test's transaction is open on.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
            self.addCleanup(signal.connect, close_old_connections)

    def test_requests_made_up_from_it_are_answered_as_it_says(self):
        schema = openapi.from_wsgi(f"{ROOT}/schema/?lang=en", get_wsgi_application())
        operations = [result.ok() for result in schema.get_all_operations()]
        self.assertEqual(len(operations), 13)
        statuses = Counter()
        for operation in operations:
            for mode in GenerationMode:
                with self.subTest(operation.path, mode=mode.name):
                    self.check(operation, mode, statuses)
        self.assertLessEqual({200, 400, 404}, set(statuses))
        self.assertGreater(statuses[200], sum(statuses.values()) / 5)

    def check(self, operation, mode, statuses):
        key = self.keys.get(operation.definition.raw["operationId"])

        @seed(1)
        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode), is_known=booleans())
        def ask(case, is_known):
            if mode is GenerationMode.POSITIVE:
                case.path_parameters |= {"key": key} if key and is_known else {}
                # They come from answers alone.
                for name in ("cursor", "since"):
                    case.query.pop(name, None)
            response = case.call(headers={"Accept-Encoding": "identity"})
            statuses[response.status_code] += 1
            case.validate_response(response, excluded_checks=list(LENIENT))

        ask()
