"""Four hundred quotations: the verdict is right for 99 in 100, and a negation is never missed."""

from collections import Counter

import pytest
from django.test import TestCase

from speeches.ingest import import_bytes
from speeches.ingest.archive import make_archive
from speeches.models import Utterance
from speeches.search.quotation import check
from tests import seed

from .cases import A_KIND, KINDS, Maker

EVENTS = 60


@pytest.mark.once
class CaseTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_archive(EVENTS)
        import_bytes(seed.BYTES, "seed.txt", publish=True)

    def test_verdicts_are_right_and_no_negation_is_missed(self):
        wrong, missed, made = [], [], Counter()
        for case in Maker().cases():
            made[case.kind] += 1
            answer = check(case.pasted, Utterance.objects.published())
            best = answer.passages[0] if answer.passages else None
            if answer.verdict != case.verdict or (case.speakers and len({turn.speaker for turn in best.turns}) < 2):
                wrong.append((case, answer))
            if case.kind.startswith("negation") and not (best and best.has_negation):
                missed.append((case, answer))
        self.assertEqual(made, dict.fromkeys(KINDS, A_KIND))
        self.assertEqual([case for case, _ in missed], [])
        self.assertLessEqual(len(wrong), made.total() // 100, [case for case, _ in wrong])
