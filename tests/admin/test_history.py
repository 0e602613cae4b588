"""What changed, when, by whom and why; and the way back."""

from itertools import product

from django.urls import reverse

from speeches.models import Change, Utterance, publish, revise

from .rows import RootTestCase, form_data, make_event, make_speaker, make_tag, make_turns, make_user, url


class HistoryTests(RootTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.event = make_event()
        cls.turn = make_turns(cls.event, 1)[0]
        cls.tag = make_tag()

    def write(self, text, *tags, reason=""):
        with revise(self.event, by=self.root, reason=reason) as revision:
            turn = Utterance.objects.get(pk=self.turn.pk)
            turn.text = text
            revision.save(turn)
            revision.set_tags(turn, tags)

    def version(self, index):
        record = self.turn.history.order_by("history_id")[index]
        return reverse("admin:speeches_utterance_simple_history", args=[self.turn.pk, record.history_id])

    def go_back(self, index=0, *, page=None, **fields):
        page = page or self.client.get(self.version(index))
        return self.client.post(self.version(index), {**form_data(page), **fields})

    def test_the_list_says_who_why_and_which_words(self):
        self.write("Слово номер два.", self.tag, reason="по записи")
        response = self.client.get(url("history", self.turn))
        for html in ("root", "по записи", "<del>1</del>", "<ins>два</ins>", "<ins>Наука</ins>"):
            with self.subTest(html=html):
                self.assertContains(response, html)

    def test_the_list_costs_the_same_for_many_versions(self):
        for number in range(15):
            self.write(f"Слово {number}.", *([self.tag] if number % 2 else []))
        cost = self.queries(url("history", self.turn))
        for number in range(10):
            self.write(f"Слово {number}!", *([self.tag] if number % 2 else []))
        self.assertEqual(self.queries(url("history", self.turn)), cost)

    def test_what_was_typed_is_escaped(self):
        self.write("<b>Слово</b>")
        self.assertNotContains(self.client.get(url("history", self.turn)), "<b>Слово")
        self.assertNotContains(self.client.get(self.version(1)), "<b>Слово")

    def test_an_earlier_version_comes_back_through_the_door(self):
        self.write("Другое слово.", self.tag)
        response = self.go_back()
        self.assertRedirects(response, url("change", self.turn))
        self.turn.refresh_from_db()
        self.event.refresh_from_db()
        self.assertEqual((self.turn.text, list(self.turn.tags.all())), ("Слово номер 1.", []))
        self.assertEqual(self.event.version, 3)
        self.assertEqual(self.turn.history.first().history_user, self.root)

    def test_of_a_published_turn_it_is_asked_what_the_change_is(self):
        publish(self.event)
        self.write("Другое слово.")
        for fields in ({}, {"nature": "correction"}):
            with self.subTest(fields=fields):
                self.assertContains(self.go_back(**fields), "errorlist")
                self.assertEqual(Utterance.objects.get().text, "Другое слово.")
        self.go_back(nature="correction", reason="Так было сказано")
        change = Change.objects.first()
        self.assertEqual((change.nature, change.reason), ("correction", "Так было сказано"))
        self.assertEqual(Utterance.objects.get().text, "Слово номер 1.")
        self.go_back(1, nature="slip")
        change = Change.objects.first()
        self.assertEqual((change.nature, change.reason), ("slip", ""))
        self.assertIn("версии", self.turn.history.first().history_change_reason)

    def test_of_a_draft_it_is_not_asked(self):
        self.write("Другое слово.")
        self.assertNotContains(self.client.get(self.version(0)), 'name="nature"')

    def test_going_back_over_what_somebody_saved_meanwhile_is_refused_once(self):
        self.write("Другое слово.")
        page = self.client.get(self.version(0))
        self.write("Третье слово.")
        answer = self.go_back(page=page)
        self.assertContains(answer, "errorlist")
        self.assertEqual(Utterance.objects.get().text, "Третье слово.")
        self.go_back(page=answer)
        self.assertEqual(Utterance.objects.get().text, "Слово номер 1.")

    def test_a_version_of_a_public_event_does_not_bring_its_status_back(self):
        publish(self.event)
        first = self.event.history.order_by("history_id").first()
        address = reverse("admin:speeches_event_simple_history", args=[self.event.pk, first.history_id])
        with revise(self.event) as revision:
            revision.event.title = "Другое название"
            revision.save(revision.event)
        self.client.post(address)
        self.event.refresh_from_db()
        self.assertEqual((self.event.title, self.event.status), ("Встреча с учёными", "published"))
        self.assertIsNotNone(self.event.published_at)

    def test_a_version_that_no_longer_fits_is_refused_and_explained(self):
        speaker = make_speaker()
        Utterance.objects.update(speaker=speaker)
        self.write("Другое слово.")
        page = self.client.get(self.version(0))
        Utterance.objects.update(speaker=None)
        speaker.delete()
        response = self.client.post(self.version(0), form_data(page), follow=True)
        self.assertContains(response, 'class="error"')
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.text, "Другое слово.")

    def test_whoever_may_only_look_cannot_go_back(self):
        self.write("Другое слово.")
        viewer = make_user("viewer")
        viewer.user_permissions.add(
            *viewer.user_permissions.model.objects.filter(codename__in=["view_utterance", "view_event"])
        )
        self.client.force_login(viewer)
        self.assertEqual(self.client.get(self.version(0)).status_code, 200)
        self.assertEqual(self.client.post(self.version(0)).status_code, 403)

    def test_a_strange_version_is_not_found(self):
        self.write("Другое слово.")
        for version in ("0", "x", "9" * 40):
            with self.subTest(version=version):
                address = reverse("admin:speeches_utterance_simple_history", args=[self.turn.pk, version])
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_history_of_nothing_is_not_found(self):
        for model, key in product(
            ("event", "utterance", "speaker", "place"), ("0", "x", "2026-02-30", "%00", "9" * 40)
        ):
            with self.subTest(model, key=key):
                self.assertEqual(self.client.get(f"/admin/speeches/{model}/{key}/history/").status_code, 404)
