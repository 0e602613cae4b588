"""An event's turns divided, joined, moved, added and given to somebody, each through an open revision."""

from .dividing import NotDivided, NotJoined, join_turns, parted, split_turn
from .giving import give_back, give_turns, set_kinds
from .ordering import insert_turn, move_turn
from .undoing import NotUndone, Undoing, plan_undoing, undo_turns

__all__ = [
    "NotDivided",
    "NotJoined",
    "NotUndone",
    "Undoing",
    "give_back",
    "give_turns",
    "insert_turn",
    "join_turns",
    "move_turn",
    "parted",
    "plan_undoing",
    "set_kinds",
    "split_turn",
    "undo_turns",
]
