"""Which fields of a representation are asked for: `?fields=ref,event.title`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from rest_framework import serializers

from .problems import refuse

Tree = dict[str, "Tree"]
"""Names with what is asked for below each; nothing there is everything."""

MOST_SHOWN = 60


def tree_of(asked: str) -> Tree:
    """Read a list of names. One that is asked for whole is whole, whatever else is asked for below it.

    >>> tree_of("ref,event.ref,event.title")
    {'ref': {}, 'event': {'ref': {}, 'title': {}}}
    """
    tree: Tree = {}
    for path in sorted(set(asked.split(",")), key=lambda path: path.count(".")):
        steps, branch = path.split("."), tree
        for number, step in enumerate(steps, 1):
            is_whole = step in branch and not branch[step]
            if is_whole:
                break
            branch = branch.setdefault(step, {})
            if number == len(steps):
                branch.clear()
    return dict(sorted(tree.items(), key=lambda item: asked.find(item[0])))


def select(serializer: serializers.BaseSerializer, asked: str) -> None:
    """Leave out of a serializer what is not asked for. ValidationError names the fields that it does not have."""
    if not asked:
        return
    tree = tree_of(asked)
    if unknown := list(_unknown(serializer, tree)):
        names = ", ".join(unknown)
        shown = names if len(names) <= MOST_SHOWN else f"{names[:MOST_SHOWN]}…"
        raise refuse(fields=_("There is no such field: %(names)s.") % {"names": shown})
    _prune(serializer, tree)


def paths_of(field: serializers.Field, above: str = "") -> Iterator[str]:
    """Yield the names of all fields, each with those that lead to it."""
    for name, each in _fields_of(field).items():
        yield f"{above}{name}"
        yield from paths_of(each, f"{above}{name}.")


def _fields_of(field: serializers.Field) -> dict[str, serializers.Field]:
    return getattr(getattr(field, "child", field), "fields", {})


def _unknown(field: serializers.Field, tree: Tree, above: str = "") -> Iterator[str]:
    known = _fields_of(field)
    for name, below in tree.items():
        if name not in known:
            yield f"{above}{name}" or "“”"
        else:
            yield from _unknown(known[name], below, f"{above}{name}.")


def _prune(field: serializers.Field, tree: Tree) -> None:
    if not tree:
        return
    fields = _fields_of(field)
    for name in list(fields):
        if name in tree:
            _prune(fields[name], tree[name])
        else:
            fields.pop(name)
