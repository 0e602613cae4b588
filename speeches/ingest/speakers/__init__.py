"""Speakers over the whole archive: labels that lead to nobody, two people who are one, and acts undone."""

from .giving import MOST_EVENTS, give_label
from .labels import UnresolvedLabel, labels_of, suggest, turns_labelled, unresolved_labels
from .merging import Merging, merge_speakers, plan_merging
from .undoing import NotUndone, undo_act

__all__ = [
    "MOST_EVENTS",
    "Merging",
    "NotUndone",
    "UnresolvedLabel",
    "give_label",
    "labels_of",
    "merge_speakers",
    "plan_merging",
    "suggest",
    "turns_labelled",
    "undo_act",
    "unresolved_labels",
]
