"""Kill an import at any moment: whatever is in the archive is whole, and the next run brings in the rest."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.benchmarks.texts import SMALL, write_texts
from tests.scratch import ROOT, Scratch
from tests.torture.archive import Texts, Torn, compare, look, texts_in

TEMPLATE, ARCHIVE = "template", "archive"
UNDISTURBED, COMPLETED = "undisturbed.txt", "completed.txt"


@dataclass(slots=True)
class Kills:
    """What happened. started, amid, over: how many died before the first event, among the events, after the last."""

    seconds: float
    started: int = 0
    amid: int = 0
    over: int = 0

    def __str__(self) -> str:
        return (
            f"{self.started + self.amid + self.over} kills in a run of {self.seconds:.1f} s: {self.started} before the "
            f"first event, {self.amid} among the events, {self.over} after the last; partial events 0, and after the "
            "next run every row is that of an undisturbed one"
        )


def kill_imports(place: Scratch, *, files: int, moments: int, seed: int) -> Kills:
    """Kill an import of so many files at so many moments, spread over its time. Raises Torn at what is not whole."""
    folder = place.folder / "texts"
    write_texts(folder, files, seed=seed, size=SMALL)
    texts = texts_in(folder)
    place.migrated(TEMPLATE)
    kills = Kills(_undisturbed(place, texts))
    chance = random.Random(seed)  # noqa: S311 - can be repeated.
    for number in range(moments):
        moment = (number + chance.random()) / moments * kills.seconds
        try:
            _kill_and_go_on(place, texts, moment, kills)
        except Torn as torn:
            raise Torn(f"{place.engine}, seed {seed}, killed after {moment:.3f} s: {torn}") from None
    return kills


def _undisturbed(place: Scratch, texts: Texts) -> float:
    place.create(ARCHIVE, TEMPLATE)
    start = time.monotonic()
    _import_all(place, texts)
    seconds = time.monotonic() - start
    _check_total(place, texts, UNDISTURBED)
    return seconds


def _kill_and_go_on(place: Scratch, texts: Texts, moment: float, kills: Kills) -> None:
    place.create(ARCHIVE, TEMPLATE)
    _kill(place, texts, moment)
    stored = look(place, ARCHIVE, texts)["events"]
    kills.started += stored == 0
    kills.amid += 0 < stored < texts.events
    kills.over += stored == texts.events
    _import_all(place, texts)
    last = _check_total(place, texts, COMPLETED)["last_run"]
    compare(place.folder / UNDISTURBED, place.folder / COMPLETED)
    # A run that finds everything there leaves no trace.
    if stored < texts.events and last != {"created": texts.events - stored, "unchanged": stored}:
        raise Torn(f"{stored} events were there, and the second run says {last}")


def _kill(place: Scratch, texts: Texts, moment: float) -> None:
    """Start an import and kill it and its children, so that it can tidy up nothing."""
    command = [sys.executable, "manage.py", "import_transcripts", str(texts.folder), "--publish", "--verbosity", "0"]
    started = subprocess.Popen(command, cwd=ROOT, env=place.environment(ARCHIVE), start_new_session=True)
    try:
        started.wait(moment)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _import_all(place: Scratch, texts: Texts) -> None:
    done = place.manage(ARCHIVE, "import_transcripts", str(texts.folder), "--publish", "--verbosity", "0")
    if done.returncode:
        raise Torn(f"exit status {done.returncode}: {done.stderr}")


def _check_total(place: Scratch, texts: Texts, dump: str) -> dict:
    state = look(place, ARCHIVE, texts, dump=place.folder / dump)
    if (state["events"], state["turns"]) != (texts.events, texts.turns):
        raise Torn(f"{state['events']} events of {texts.events}, {state['turns']} turns of {texts.turns}")
    return state
