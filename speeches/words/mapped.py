"""One copy of the dictionary for all processes of a machine: read where the file lies, not into each one's memory.

pymorphy3's graphs are arrays of 15 MB. A view of the mapped file is as fast to look into, and the pages behind it are
the system's own.
"""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import unpack_from
from typing import Any


def map_graphs(analyser: Any, folder: Path) -> None:
    """Have the analyser look into the files that its graphs were read from.

    Raises AttributeError where it keeps its words otherwise: with the extension in C.
    """
    dictionary = analyser.dictionary
    _map(dictionary.words, folder / "words.dawg")
    _map(analyser.prob_estimator.p_t_given_w, folder / "p_t_given_w.intdawg")
    for number, suffixes in enumerate(dictionary.prediction_suffixes_dawgs):
        _map(suffixes, folder / f"prediction-suffixes-{number}.dawg")


def _map(graph: Any, path: Path) -> None:
    """Put views in the place of a graph's arrays.

    A file has the number of its nodes, the nodes (32 bits each), the number of nodes that the guide has, and two labels
    of each (8 bits each).
    """
    with path.open("rb") as file:
        mapped = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    nodes_end = 4 + 4 * unpack_from("=I", mapped)[0]
    nodes = mapped[4:nodes_end].cast("I")
    guide_start = nodes_end + 4
    guide = mapped[guide_start : guide_start + 2 * unpack_from("=I", mapped, nodes_end)[0]]
    for part, view in ((graph.dct, nodes), (graph.guide, guide)):
        if len(view) != len(part._units):
            raise ValueError(f"{path}: has not what the analyser read from it.")
        part._units = view
