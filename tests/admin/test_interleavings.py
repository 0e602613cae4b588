"""Two people at one event at once, on every page where its words are written: no word that was saved is lost."""

import os
import random
import re

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from speeches.models import Event

from .rows import form_data, make_event, make_turns, make_user, url

RUNS = int(os.environ.get("ORDERS", 60))
STEPS = 8
TURNS = 3
SENTENCE = "слово раз два три четыре пять"


class Editor:
    """Somebody with a browser: opens a page, types a word of their own into a text, saves, and reads the answer."""

    def __init__(self, user):
        self.client, self.name = Client(), user.username
        self.client.force_login(user)

    def begin(self, event, chance):
        self.event, self.chance = event, chance
        self.address, self.typed, self.number, self.refused, self.saved = "", "", 0, 0, []

    @property
    def is_idle(self):
        return not self.address

    def step(self):
        if self.is_idle:
            self.open()
        elif not self.typed:
            self.type()
        else:
            self.save()

    def open(self):
        turn = self.chance.choice(list(self.event.utterances.order_by("position")))
        self.address = self.chance.choice([url("text", self.event), url("change", self.event), url("change", turn)])
        self.data = form_data(self.client.get(self.address))

    def type(self):
        """Put a word somewhere into the title or a turn, whichever the page has."""
        self.number += 1
        self.typed = f"{self.name}{self.number}"
        field = "text" if "text" in self.data else "title"
        lines = self.data[field].split("\n")
        number = self.chance.choice([number for number, line in enumerate(lines) if "слово" in line])
        words = lines[number].split(" ")
        words.insert(self.chance.randrange(words.index("слово") + 1, len(words)), self.typed)
        lines[number] = " ".join(words)
        self.data[field] = "\n".join(lines)

    def save(self):
        response = self.client.post(self.address, {**self.data, "nature": "slip", "_save": "1"})
        if response.status_code == 302:
            self.saved.append(self.typed)
        else:
            # Whoever is shown both texts looks at them, and gives up the own word.
            assert self.typed in response.content.decode(), f"The answer has lost {self.typed}."
            self.refused += 1
        self.address = self.typed = ""


class InterleavingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.users = [make_user(name, group="Publishers") for name in ("anna", "boris")]

    @pytest.mark.once
    @pytest.mark.long
    def test_no_saved_word_is_lost_in_any_order_of_steps(self):
        editors, saved, refused = [Editor(user) for user in self.users], 0, 0
        for seed in range(RUNS):
            with self.subTest(seed):
                stored = self.play(editors, random.Random(seed))  # noqa: S311 The same on every run.
                self.assertEqual(sorted(stored), sorted(word for editor in editors for word in editor.saved))
            saved += len(stored)
            refused += sum(editor.refused for editor in editors)
        # They have met, and it was the exception.
        self.assertGreater(refused, RUNS / 20)
        self.assertGreater(saved, refused * 2)

    def play(self, editors, chance):
        """Let them act in any order, and give the words of theirs that are stored at the end."""
        event = self.make(chance)
        for editor in editors:
            editor.begin(event, chance)
        for _ in range(STEPS):
            chance.choice(editors).step()
        while busy := [editor for editor in editors if not editor.is_idle]:
            chance.choice(busy).step()
        event = Event.objects.get(pk=event.pk)
        texts = [event.title, *event.utterances.values_list("text", flat=True)]
        return re.findall(r"(?:anna|boris)\d+", " ".join(texts))

    def make(self, chance):
        public = {"status": "published", "published_at": timezone.now()} if chance.random() < 0.5 else {}
        event = make_event(title=f"Начало: {SENTENCE}", **public)
        make_turns(event, TURNS, text=f"Первое {SENTENCE}.\nВторое {SENTENCE}.")
        return event
