"""Two people on one event: the second save is refused, told of, and loses nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.test import Client, TestCase, TransactionTestCase

from speeches.models import Event, Utterance, publish
from tests.make import make_tag

from .rows import form_data, make_event, make_turns, make_user, url


class ConflictTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.anna = make_user("anna", group="Editors", first_name="Анна", last_name="Ветрова")
        cls.boris = make_user("boris", group="Publishers")
        cls.event = make_event()
        cls.turn, cls.next_turn = make_turns(cls.event, 2)

    def opened(self, obj, user):
        self.client.force_login(user)
        return form_data(self.client.get(url("change", obj)))

    def sent(self, obj, user, data, **changes):
        self.client.force_login(user)
        return self.client.post(url("change", obj), {**data, **changes})

    def test_of_two_saves_from_one_base_one_is_accepted(self):
        for obj, field in ((self.event, "title"), (self.turn, "text")):
            with self.subTest(obj=obj):
                hers, his = self.opened(obj, self.anna), self.opened(obj, self.boris)
                first = self.sent(obj, self.anna, hers, **{field: "Её слова"})
                second = self.sent(obj, self.boris, his, **{field: "Его слова"})
                self.assertEqual((first.status_code, second.status_code), (302, 200))
                obj.refresh_from_db()
                self.assertEqual(getattr(obj, field), "Её слова")

    def test_the_refusal_names_who_came_first_and_what_is_stored_now(self):
        his = self.opened(self.turn, self.boris)
        self.sent(self.turn, self.anna, self.opened(self.turn, self.anna), text="Её слова")
        response = self.sent(self.turn, self.boris, his, text="Его слова")
        self.assertContains(response, "Анна Ветрова")
        self.assertContains(response, "Её слова")

    def test_changes_of_different_rows_and_fields_do_not_meet(self):
        of_event, of_turn = self.opened(self.event, self.boris), self.opened(self.turn, self.boris)
        self.sent(self.turn, self.anna, self.opened(self.turn, self.anna), text="Её слова")
        self.assertEqual(self.sent(self.event, self.boris, of_event, title="Его слова").status_code, 302)
        self.assertEqual(self.sent(self.turn, self.boris, of_turn, role="секретарь").status_code, 302)
        self.event.refresh_from_db()
        self.turn.refresh_from_db()
        self.assertEqual((self.event.title, self.turn.text, self.turn.role), ("Его слова", "Её слова", "секретарь"))

    def test_changes_of_different_words_of_one_text_are_put_together(self):
        Utterance.objects.filter(pk=self.turn.pk).update(text="Мост готов.\nПаром ходит реже зимой.")
        his = self.opened(self.turn, self.boris)
        hers = self.opened(self.turn, self.anna)
        self.sent(self.turn, self.anna, hers, text="Мост открыт.\r\nПаром ходит реже зимой.")
        response = self.sent(self.turn, self.boris, his, text="Мост готов.\r\nПаром ходит реже летом.")
        self.assertEqual(response.status_code, 302)
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.text, "Мост открыт.\nПаром ходит реже летом.")

    def test_tags_of_both_are_kept_and_what_either_took_away_is_gone(self):
        first, hers_new, his_new = make_tag("Мосты"), make_tag("Реки"), make_tag("Дороги")
        self.turn.tags.set([first])
        his, hers = self.opened(self.turn, self.boris), self.opened(self.turn, self.anna)
        self.sent(self.turn, self.anna, hers, tags=[first.pk, hers_new.pk])
        self.assertEqual(self.sent(self.turn, self.boris, his, tags=[his_new.pk]).status_code, 302)
        self.assertEqual(set(self.turn.tags.all()), {hers_new, his_new})

    def test_after_a_refusal_what_nobody_typed_is_shown_as_it_is_stored(self):
        his = self.opened(self.turn, self.boris)
        hers = self.opened(self.turn, self.anna)
        self.sent(self.turn, self.anna, hers, text="Её слова", role="председатель", delivery="read")
        refused = self.sent(self.turn, self.boris, his, text="Его слова")
        self.assertEqual(self.sent(self.turn, self.boris, form_data(refused)).status_code, 302)
        self.turn.refresh_from_db()
        self.assertEqual((self.turn.text, self.turn.role, self.turn.delivery), ("Его слова", "председатель", "read"))

    def test_the_refusal_shows_the_input_again_and_in_what_it_differs(self):
        his = self.opened(self.turn, self.boris)
        self.sent(self.turn, self.anna, self.opened(self.turn, self.anna), text="Её слова")
        response = self.sent(self.turn, self.boris, his, text="Его слова", role="секретарь")
        form = response.context["adminform"].form
        self.assertEqual((form["text"].value(), form["role"].value()), ("Его слова", "секретарь"))
        self.assertEqual(form.changed_data, ["role", "text"])

    def test_whoever_was_told_may_save_again(self):
        his = self.opened(self.turn, self.boris)
        self.sent(self.turn, self.anna, self.opened(self.turn, self.anna), text="Её слова")
        refused = self.sent(self.turn, self.boris, his, text="Его слова")
        again = form_data(refused)
        self.assertEqual(self.sent(self.turn, self.boris, again).status_code, 302)
        self.turn.refresh_from_db()
        self.assertEqual(self.turn.text, "Его слова")
        self.assertEqual([row.text for row in self.turn.history.all()][:2], ["Его слова", "Её слова"])

    def test_a_third_save_meanwhile_is_told_of_too(self):
        his = self.opened(self.turn, self.boris)
        self.sent(self.turn, self.anna, self.opened(self.turn, self.anna), text="Её слова")
        refused = self.sent(self.turn, self.boris, his, text="Его слова")
        self.sent(self.turn, self.anna, self.opened(self.turn, self.anna), text="Её новые слова")
        self.assertEqual(self.sent(self.turn, self.boris, form_data(refused)).status_code, 200)

    def test_publishing_is_a_change_too(self):
        hers = self.opened(self.event, self.anna)
        publish(self.event, by=self.boris)
        response = self.sent(self.event, self.anna, hers, title="Её слова")
        self.assertContains(response, "boris")
        self.assertEqual(Event.objects.get().status, "published")

    def test_a_form_without_a_version_is_refused(self):
        data = self.opened(self.event, self.anna)
        del data["base_version"]
        self.assertEqual(self.sent(self.event, self.anna, data, title="Её слова").status_code, 200)


class ParallelTests(TransactionTestCase):
    """The same, at the same moment."""

    EDITORS = 6

    def test_of_many_saves_at_once_one_is_accepted(self):
        event = make_event()
        turn = make_turns(event, 1)[0]
        root = make_user("root", is_superuser=True)
        for obj, field in ((event, "title"), (turn, "text")):
            with self.subTest(obj=obj):
                answers = self.save_at_once(obj, field, root)
                self.assertEqual(sorted(answers), [200] * (self.EDITORS - 1) + [302])
        event.refresh_from_db()
        self.assertEqual(event.version, 3)

    def save_at_once(self, obj, field, user):
        clients = [Client() for _ in range(self.EDITORS)]
        for client in clients:
            client.force_login(user)
        data = form_data(clients[0].get(url("change", obj)))
        barrier = Barrier(self.EDITORS)

        def save(number):
            barrier.wait()
            try:
                changed = {**data, field: f"Слова {number}"}
                return clients[number].post(url("change", obj), changed).status_code
            finally:
                connection.close()

        with ThreadPoolExecutor(self.EDITORS) as pool:
            return list(pool.map(save, range(self.EDITORS)))
