"""An archive that grows by events which share a speaker, a tag and a place, and the pages that show them."""

import datetime

from django.conf import settings

from speeches.models import revise
from tests.make import make_event, make_office, make_place, make_speaker, make_tag, make_turn


class Archive:
    def __init__(self):
        self.common = {
            "speaker": make_speaker("Пётр Общий"),
            "tag": make_tag("Общая"),
            "place": make_place("Общее"),
        }
        self.office = make_office(self.common["speaker"], "общая должность")
        self.event = self.add_event(0)

    def add_event(self, number):
        """Write an event that shares a speaker, a tag and a place with the others and has some of its own."""
        day = datetime.date(2026, 3, 28) - datetime.timedelta(days=number % 20)
        event = make_event(
            f"Встреча {number}",
            tags=[self.common["tag"], make_tag(f"Тема {number}")],
            place=self.common["place"],
            start_date=day,
        )
        self.add_turns(event, number)
        make_place(f"Место {number}").events.add(make_event(f"Ещё {number}", start_date=day))
        make_event(f"Meeting {number}", language="en", translation_of=event, start_date=day)
        return event

    def add_turns(self, event, number):
        make_turn(event, speaker=self.common["speaker"], tags=[self.common["tag"]], heading=f"Часть {number}")
        speaker = make_speaker(f"Оратор {number}")
        turn = make_turn(event, speaker=speaker, tags=[self.common["tag"]])
        with revise(event, nature="correction", reason="Ошибка.") as revision:
            turn.text = f"Добрый вечер, {number}."
            revision.save(turn)
        for each in (speaker, self.common["speaker"]):
            make_office(each, f"должность {number}", start_date=datetime.date(2020, 1, 1))

    def pages(self):
        rows = [self.event, self.event.utterances.first(), *self.common.values()]
        lists = [
            "/",
            "/events/",
            "/events/?q=встреча&sort=oldest",
            f"/events/?tag={self.common['tag'].slug}&from=2026-01-01",
            "/events/2026/",
            "/events/2026/03/",
            "/events/2026/03/28/",
        ]
        cards = [f"{row.get_absolute_url()}card.png" for row in rows]
        embeds = [f"/embed/{row.ref}/" for row in rows[:2]]
        asked = [f"/oembed/?url={settings.SITE_URL}{row.get_absolute_url()}" for row in rows[:2]]
        event = self.event.get_absolute_url()
        lists += [
            *cards,
            *embeds,
            *asked,
            "/corrections/",
            "/corrections.atom",
            "/feeds/events.atom",
            f"{event}versions/",
            f"{event}versions/1/",
        ]
        return [
            *lists,
            "/speakers/",
            "/tags/",
            "/places/",
            "/offices/",
            self.office.get_absolute_url(),
            *(row.get_absolute_url() for row in rows),
        ]
