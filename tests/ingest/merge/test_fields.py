"""What a new version says of the event itself."""

from speeches.ingest import import_bytes
from speeches.ingest.merge.deciding import decide
from speeches.models import Decision, Event

from .test_merging import HEAD, TEXT, MergingTestCase

TITLE = "Совещание о дорогах\n"


class TitleTests(MergingTestCase):
    def test_a_title_that_the_source_leaves_out_is_asked_about(self):
        outcome = self.again(TEXT.replace(HEAD, "5 октября 2024 года 14:30\nТверь\n"))
        self.assertEqual(Event.objects.get().title, "Совещание о дорогах")
        self.assertIn("title", Decision.objects.values_list("field", flat=True), outcome)
        decide(Decision.objects.get(field="title"), take=True)
        self.assertEqual(Event.objects.get().title, "roads")

    def test_a_file_without_a_title_that_is_called_otherwise_changes_none(self):
        text = TEXT.replace(HEAD, "5 октября 2024 года 14:30\nТверь\n")
        event = import_bytes(text.encode(), "one.txt").event
        import_bytes(text.replace("В мае", "В июне").encode(), "two.txt", event=event)
        event.refresh_from_db()
        self.assertEqual(event.title, "one")


class CompletenessTests(MergingTestCase):
    def test_a_lead_that_gets_its_text_is_a_lead_no_more(self):
        event = import_bytes(HEAD.replace("5 ", "6 ").encode(), "lead.txt").event
        self.assertEqual((event.completeness, event.turn_count), ("lead", 0))
        import_bytes(TEXT.replace("5 окт", "6 окт").encode(), "lead.txt")
        event.refresh_from_db()
        self.assertEqual((event.completeness, event.turn_count), ("full", 4))
