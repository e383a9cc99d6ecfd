"""Where a duty comes from is said in the reader's language."""

import re
from datetime import date

import pytest

from gewoon.gateways.gate_sources import said
from gewoon.gateways.policy_files import shipped_policy

GUARANTEES = [each for each in shipped_policy(date(2026, 11, 22)).guarantees if each.source]
ENGLISH = re.compile(
    r"\b(?:the|of|and|after|since|from|court|policy|practice|notice|covenant|own|rest|most|purpose|judges?|only"
    r"|judgment|directive|weeks|days|waiting|recommendation)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("source", sorted({each.source for each in GUARANTEES}))
def test_a_source_has_no_english_left_in_dutch(source):
    assert not ENGLISH.search(said(source, "nl"))
    assert said(source, "en") == source


def test_articles_and_numbers_stay_as_they_are():
    assert said("BW 6:96(6); policy 7.2", "nl") == "BW 6:96(6); beleid 7.2"
    assert said("HR ECLI:NL:HR:2025:1799", "nl") == "HR ECLI:NL:HR:2025:1799"
