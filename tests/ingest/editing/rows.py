"""A published event with four turns, as an import leaves it, to be edited as text."""

from django.test import TestCase

from speeches.ingest import import_bytes
from speeches.ingest.editing import edit_text, plan_edit, text_of
from speeches.models import Event

HEAD = """Совещание о дорогах
Глава края Пётр Озеров обсудил с коллегами ремонт дорог.
5 октября 2024 года 14:30
Тверь
"""
OPENING = "П.Озеров: Дороги края ремонтируют по плану, который приняли весной; до осени закончим мост через реку."
QUESTION = "Вопрос: Когда мост откроют для грузовиков и автобусов, которые сейчас ходят в объезд через соседний район?"
ANSWER = "П.Озеров: В мае следующего года, если зима не будет слишком долгой и снежной, как обещают синоптики."
CLOSING = "А.Лугова: Средства на это в бюджете заложены, подрядчик выбран, договор подписан ещё в прошлом месяце."
TEXT = HEAD + "\n".join([OPENING, QUESTION, ANSWER, CLOSING]) + "\n"


class EditingTestCase(TestCase):
    def setUp(self):
        self.event = import_bytes(TEXT.encode(), "roads.txt", publish=True).event
        self.opening, self.question, self.answer, self.closing = self.event.utterances.all()
        self.text = text_of(self.event)

    def plan(self, old, new):
        return plan_edit(self.event, self.changed(old, new))

    def edit(self, old, new, **options):
        return edit_text(self.event, self.changed(old, new), **options)

    def changed(self, old, new):
        """Give the event's text with a passage in other words; the passage has to be there."""
        text = text_of(Event.objects.get(pk=self.event.pk))
        self.assertIn(old, text)
        return text.replace(old, new)

    def refs(self):
        return list(self.event.utterances.order_by("position").values_list("ref", flat=True))

    def texts(self):
        return [row.text for row in self.event.utterances.order_by("position")]

    def answers(self, ref):
        response = self.client.get(f"/u/{ref}/")
        return response.status_code, response.headers.get("Location", "")
