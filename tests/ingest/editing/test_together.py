"""Two people edit one text: what does not collide is put together, what collides is asked, nothing is lost."""

from speeches.ingest.editing import edit_text, put_together, text_of
from speeches.models import Event
from tests.ingest.editing.rows import ANSWER, CLOSING, OPENING, QUESTION, EditingTestCase


class TogetherTests(EditingTestCase):
    def together(self, typed, *, take=()):
        return put_together(Event.objects.get(), self.text, typed, take)

    def test_changes_in_different_turns_are_put_together(self):
        self.edit("В мае", "В июне")
        both = self.together(self.text.replace("Средства", "Деньги"))
        self.assertEqual(both.collisions, [])
        self.assertIn("В июне", both.text)
        self.assertIn("Деньги", both.text)
        self.assertEqual([(each.act, "В июне" in each.after) for each in both.stored], [("edited", True)])

    def test_the_same_change_by_both_is_no_collision(self):
        self.edit("В мае", "В июне")
        both = self.together(self.text.replace("В мае", "В июне"))
        self.assertEqual((both.collisions, both.text), ([], text_of(Event.objects.get())))

    def test_one_turn_in_two_wordings_is_asked(self):
        self.edit("В мае", "В июне")
        typed = self.text.replace("В мае", "В июле")
        (collision,) = self.together(typed).collisions
        self.assertEqual(
            [word in text for word, text in zip(("В мае", "В июне", "В июле"),
             (collision.before, collision.stored, collision.typed), strict=True)], [True] * 3)  # fmt: skip
        self.assertEqual((collision.number, collision.line), (0, 10))
        for take, kept in (((), "В июне"), ((0,), "В июле")):
            self.assertEqual(self.together(typed, take=take).text, self.text.replace("В мае", kept))

    def test_different_words_of_one_turn_are_put_together(self):
        self.edit("В мае", "В июне")
        typed = self.text.replace("синоптики", "метеорологи").replace("П.Озеров: В мае", "П.Озеров {read}: В мае")
        both = self.together(typed)
        self.assertEqual(both.collisions, [])
        self.assertEqual(both.text, typed.replace("В мае", "В июне"))
        self.assertEqual(len(both.stored), 1)

    def test_a_label_in_two_versions_is_asked(self):
        self.edit(ANSWER, ANSWER.replace("П.Озеров", "А.Лугова"))
        self.assertEqual(
            len(self.together(self.text.replace(ANSWER, ANSWER.replace("П.Озеров", "И.Белов"))).collisions), 1
        )

    def test_a_turn_that_one_deleted_and_the_other_changed_is_asked(self):
        self.edit(f"\n{ANSWER}\n", "")
        typed = self.text.replace("В мае", "В июле")
        (collision,) = self.together(typed).collisions
        self.assertEqual(collision.stored, "")
        self.assertEqual(self.together(typed, take=[0]).text, typed)
        self.assertEqual(self.together(typed).text, text_of(Event.objects.get()))

    def test_what_both_added_stands_in_its_place(self):
        self.edit(OPENING, f"{OPENING}\n\nА.Лугова: Позвольте, я добавлю одно слово о мосте.")
        both = self.together(self.text + "\nП.Озеров: Всем спасибо за работу, до встречи весной.\n")
        self.assertEqual(both.collisions, [])
        lines = [line[:20] for line in both.text.splitlines() if ":" in line[:12]]
        added = ["А.Лугова: Позвольте,", "П.Озеров: Всем спаси"]
        self.assertEqual(lines, [OPENING[:20], added[0], QUESTION[:20], ANSWER[:20], CLOSING[:20], added[1]])

    def test_a_title_in_two_wordings_is_asked_and_a_date_beside_it_is_not(self):
        self.edit("о дорогах", "о мостах")
        typed = self.text.replace("о дорогах", "о реках").replace("5 октября", "6 октября")
        (collision,) = self.together(typed).collisions
        self.assertEqual((collision.field, collision.stored, collision.typed),
                         ("title", "Совещание о мостах", "Совещание о реках"))  # fmt: skip
        for take, title in (((), "о мостах"), ((0,), "о реках")):
            text = self.together(typed, take=take).text
            self.assertTrue(text.startswith(f"Совещание {title}\n"))
            self.assertIn("6 октября", text)

    def test_a_place_that_is_taken_out_stays_out(self):
        self.edit("В мае", "В июне")
        both = self.together(self.text.replace("\nТверь\n", "\n"))
        self.assertEqual(both.collisions, [])
        self.assertNotIn("\nТверь\n", both.text)

    def test_what_is_put_together_can_be_saved(self):
        self.edit("В мае", "В июне")
        now = text_of(Event.objects.get())
        edit_text(self.event, self.together(self.text.replace("Средства", "Деньги")).text, since=now)
        self.assertEqual([text[:6] for text in self.texts()[2:]], ["В июне", "Деньги"])
