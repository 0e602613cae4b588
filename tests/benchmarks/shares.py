"""Where the time of a run goes, room by room, told by looking at the stack every two milliseconds."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path
from time import perf_counter
from types import FrameType

import speeches

INTERVAL_SECONDS = 0.002
ROOMS = {
    "attribution": "ingest/attribution.py",
    "lemmas": "words/lemmas.py",
    "reading": "transcripts/",
    "deriving": "models/",
}
"""What a stack is counted under: the first of these that is in it, its queries included."""
SQL, OTHER = "SQL", "other"


class Shares:
    """Use as a context. A long call into C delays the look, and then all of its time is counted where it was made."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._home = str(Path(speeches.__file__).parent) + "/"
        self._last = 0.0

    def __enter__(self) -> Shares:
        self._before = signal.signal(signal.SIGALRM, self._look)
        self.resume()
        return self

    def __exit__(self, *exception: object) -> None:
        self.pause()
        signal.signal(signal.SIGALRM, self._before)

    def pause(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def resume(self) -> None:
        self._last = perf_counter()
        signal.setitimer(signal.ITIMER_REAL, INTERVAL_SECONDS, INTERVAL_SECONDS)

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        files = set()
        while frame:
            files.add(frame.f_code.co_filename)
            frame = frame.f_back
        now = perf_counter()
        self.seconds[self._room(files)] += now - self._last
        self._last = now

    def _room(self, files: set[str]) -> str:
        ours = {file.removeprefix(self._home) for file in files if file.startswith(self._home)}
        is_sql = any("/django/db/backends/" in file or "/psycopg/" in file for file in files)
        for room, path in ROOMS.items():
            if any(file.startswith(path) for file in ours) and not (is_sql and room == "deriving"):
                return room
        return SQL if is_sql else OTHER
