"""The dictionary in the system's memory is the one that the analyser read into its own."""

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pymorphy3
import pymorphy3_dicts_ru
from django.test import SimpleTestCase

from speeches.words.lemmas import analyser
from speeches.words.mapped import map_graphs

DICTIONARY = Path(pymorphy3_dicts_ru.get_path())


def load():
    return pymorphy3.MorphAnalyzer(path=str(DICTIONARY), lang="ru", result_type=None)


def parts(loaded):
    dictionary = loaded.dictionary
    graphs = [dictionary.words, loaded.prob_estimator.p_t_given_w, *dictionary.prediction_suffixes_dawgs]
    return [part._units for graph in graphs for part in (graph.dct, graph.guide)]


class MappedTests(SimpleTestCase):
    def test_views_of_files_have_what_the_arrays_had(self):
        views, arrays = parts(analyser()), parts(load())
        self.assertEqual([type(view) for view in views], [memoryview] * 10)
        self.assertEqual([view.tobytes() for view in views], [array.tobytes() for array in arrays])

    def test_files_of_another_dictionary_are_not_looked_into(self):
        with TemporaryDirectory() as folder:
            other = copytree(DICTIONARY, Path(folder, "other"))
            Path(other, "words.dawg").write_bytes(Path(other, "prediction-suffixes-1.dawg").read_bytes())
            with self.assertRaisesMessage(ValueError, "words.dawg"):
                map_graphs(load(), other)
