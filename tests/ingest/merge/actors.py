"""Who changes an event by chance: the author of its source, and an editor at the desk."""

import datetime
from dataclasses import replace

from speeches.models import Place, Speaker, Utterance, revise
from speeches.transcripts import Header, Turn, compose, write
from tests.make import make_speaker, make_tag

WORDS = """дорога мост школа бюджет порт причал зима лето край город район договор подрядчик резерв средства учебник
крыша грузовик автобус синоптик снег ремонт план весна осень река паром море суд совет завод вода свет тариф налог
больница врач учитель""".split()
LABELS = ["П.Озеров", "А.Лугова", "И.Белов", "Вопрос", "Реплика"]
TITLES = ["Совещание о дорогах", "Заседание о дорогах", "Совещание о дорогах края"]
PLACES = ["Тверь", "Тверь, ратуша", "Клин"]


class Author:
    """The source: turns and a header that change from version to version. dice: the only source of chance."""

    def __init__(self, dice):
        self.dice = dice
        self.header = Header(title=TITLES[0], summary="О ремонте.", place=PLACES[0], language="ru")
        self.header = replace(self.header, start_date=datetime.date(2024, 10, 5))
        self.turns = [self.turn() for _ in range(dice.randint(2, 9))]

    def turn(self):
        said = " ".join(self.dice.choices(WORDS, k=self.dice.choice([1, 3, 8, 15, 25])))
        label = self.dice.choice([*LABELS, ""])
        return Turn(label, (f"{said.capitalize()}.",), "speech" if label else "narrative")

    def bytes(self):
        return write(compose(self.header, self.turns)).encode()

    def change(self):
        act = self.dice.choice([self.edit, self.edit, self.delete, self.add, self.move, self.split, self.join,
                                self.relabel, self.interrupt, self.rehead])  # fmt: skip
        act()

    def place(self):
        return self.dice.randrange(len(self.turns))

    def edit(self):
        at = self.place()
        words = self.turns[at].text.removesuffix(".").split()
        words[self.dice.randrange(len(words))] = self.dice.choice(WORDS)
        self.turns[at] = replace(self.turns[at], paragraphs=(" ".join(words) + ".",))

    def relabel(self):
        at = self.place()
        if self.turns[at].attribution_text:
            self.turns[at] = replace(self.turns[at], attribution_text=self.dice.choice(LABELS))

    def delete(self):
        if len(self.turns) > 2:
            del self.turns[self.place()]
            self.mend()

    def add(self):
        self.turns.insert(self.dice.randint(0, len(self.turns)), self.turn())
        self.mend()

    def move(self):
        turn = self.turns.pop(self.place())
        self.turns.insert(self.dice.randint(0, len(self.turns)), turn)
        self.mend()

    def split(self):
        at = self.place()
        words = self.turns[at].text.removesuffix(".").split()
        if len(words) < 8:
            return
        half = len(words) // 2
        first, second = (" ".join(part) + "." for part in (words[:half], words[half:]))
        label = self.turns[at].attribution_text
        self.turns[at : at + 1] = [
            replace(self.turns[at], paragraphs=(first,)),
            Turn(label and self.dice.choice(LABELS), (second,), "speech" if label else "narrative"),
        ]
        self.mend()

    def join(self):
        at = self.place()
        if at + 1 < len(self.turns) and len(self.turns) > 2:
            first, second = self.turns[at : at + 2]
            self.turns[at : at + 2] = [replace(first, paragraphs=(*first.paragraphs, *second.paragraphs))]
            self.mend()

    def interrupt(self):
        """Let a scene stand in a turn, whose speaker then goes on."""
        at = self.place()
        if self.turns[at].attribution_text:
            more = " ".join(self.dice.choices(WORDS, k=6)).capitalize() + "."
            scene = Turn("", ("(Смех.)",), "scene")
            self.turns[at + 1 : at + 1] = [scene, Turn("", (more,), "speech", continues=True)]

    def mend(self):
        """Let turns continue only where there is somebody above."""
        has_speaker = False
        for at, turn in enumerate(self.turns):
            has_speaker = has_speaker or bool(turn.attribution_text)
            if turn.continues and not has_speaker:
                self.turns[at] = replace(turn, continues=False, classification="narrative")

    def rehead(self):
        name = self.dice.choice(["title", "summary", "place", "start_date"])
        value = {
            "title": lambda: self.dice.choice(TITLES),
            "summary": lambda: f"О ремонте {self.dice.choice(WORDS)}.",
            "place": lambda: self.dice.choice(PLACES),
            "start_date": lambda: self.header.start_date.replace(day=self.dice.randint(1, 28)),
        }[name]()
        self.header = replace(self.header, **{name: value})


class Editor:
    """An editor at the desk, who writes through the one door. marks: words of the editor that must not be lost."""

    def __init__(self, dice, event):
        self.dice, self.event = dice, event
        self.number = 0
        self.marks = {}
        self.touched = set()
        self.given = {}
        self.tags = {}
        self.has_moved = False

    def change(self):
        act = self.dice.choice([self.edit, self.edit, self.relabel, self.give, self.delete, self.add, self.move,
                                self.tag, self.split, self.rehead])  # fmt: skip
        act()

    def mark(self):
        self.number += 1
        return f"правка{self.number}ю"

    def rows(self):
        return list(self.event.utterances.order_by("position"))

    def edit(self):
        mark = self.mark()
        with revise(self.event, reason="by hand") as revision:
            row = self.dice.choice(self.rows())
            row.text += f" {mark}."
            revision.save(row)
        self.marks[mark] = row.ref
        self.touched.add(row.ref)

    def relabel(self):
        with revise(self.event) as revision:
            row = self.dice.choice(self.rows())
            if row.attribution_text:
                row.attribution_text = f"{row.attribution_text} ({self.mark()})"
                revision.save(row)
                self.touched.add(row.ref)

    def give(self):
        with revise(self.event) as revision:
            row = self.dice.choice(self.rows())
            row.speaker = Speaker.objects.filter(name_ru="Гость").first() or make_speaker("Гость")
            row.found_by = "editor"
            revision.save(row)
        self.given[row.ref] = row.speaker

    def delete(self):
        rows = self.rows()
        if len(rows) < 3:
            return
        with revise(self.event) as revision:
            row = self.dice.choice(rows)
            self.lose({row.ref})
            revision.delete(row)
            rows.remove(row)
            for each in rows:
                each.refresh_from_db()
            revision.arrange(rows)

    def add(self):
        mark = self.mark()
        with revise(self.event) as revision:
            rows = self.rows()
            row = Utterance(event=revision.event, text=f"Добавлено {mark}.", classification="narrative")
            rows.insert(self.dice.randint(0, len(rows)), row)
            revision.arrange(rows, [row])
        self.marks[mark] = row.ref
        self.touched.add(row.ref)

    def move(self):
        with revise(self.event) as revision:
            rows = self.rows()
            row = rows.pop(self.dice.randrange(len(rows)))
            rows.insert(self.dice.randint(0, len(rows)), row)
            revision.arrange(rows, [row])
        self.has_moved = True

    def tag(self):
        tag = make_tag(self.mark())
        with revise(self.event) as revision:
            row = self.dice.choice(self.rows())
            revision.set_tags(row, [*row.tags.all(), tag])
        self.tags[tag] = row.ref

    def split(self):
        with revise(self.event) as revision:
            rows = self.rows()
            row = self.dice.choice(rows)
            words = row.text.split()
            if len(words) < 8:
                return
            half = len(words) // 2
            row.text = " ".join(words[:half])
            second = Utterance(event=revision.event, attribution_text=row.attribution_text, speaker=row.speaker,
                               classification=row.classification, continues=row.continues)  # fmt: skip
            second.text = " ".join(words[half:])
            rows.insert(rows.index(row) + 1, second)
            for mark, ref in self.marks.items():
                if ref == row.ref and mark in second.text:
                    self.marks[mark] = second.ref
            revision.arrange(rows, [row, second])
        self.touched |= {row.ref, second.ref}

    def rehead(self):
        with revise(self.event) as revision:
            event = revision.event
            name = self.dice.choice(["title", "start_date", "place", "language"])
            if name == "title":
                event.title = self.dice.choice([*TITLES, "О дорогах"])
            elif name == "place":
                event.place = self.dice.choice(Place.objects.order_by("pk"))
            elif name == "start_date":
                event.start_date = event.start_date.replace(day=self.dice.randint(1, 28))
            else:
                event.language = self.dice.choice(["ru", "uk"])
            revision.save(event)

    def lose(self, refs):
        """Forget what was known of rows that a decision or the editor gave up."""
        self.marks = {mark: ref for mark, ref in self.marks.items() if ref not in refs}
        self.tags = {tag: ref for tag, ref in self.tags.items() if ref not in refs}
        self.given = {ref: speaker for ref, speaker in self.given.items() if ref not in refs}
