import dataclasses

import pytest
from tests_support import concept

from glossary.models import Concept, Event, Source, Term


def test_the_preferred_term_of_a_region_is_its_own_word_where_it_has_one():
    ai = concept("ai", ["AI"], ["人工智能", Term("人工智慧", "zh", regions=("TW",))])
    assert ai.preferred("zh").text == "人工智能"
    assert ai.preferred("zh", region="TW").text == "人工智慧"
    assert ai.preferred("zh", region="HK").text == "人工智能"


def test_a_deprecated_term_is_never_the_preferred_one():
    only = Concept("x", (Term("old", "en", acceptability="deprecated"), Term("新", "zh")))
    assert only.preferred("zh").text == "新"
    with pytest.raises(LookupError, match="no usable term in 'en'"):
        only.preferred("en")


def test_standing_is_the_latest_event_and_none_without_one():
    events = (Event("proposed", "2023", "s", party="cn-experts"), Event("discussed", "2024-02", "s"))
    assert concept("x", ["a"], ["甲"], provenance=events).standing == "discussed"
    assert concept("x", ["a"], ["甲"]).standing is None


def test_results_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        concept("x", ["a"], ["甲"]).id = "y"


@pytest.mark.parametrize("date", ["2024-13", "24-01-01", "2024-01-32", "yesterday", ""])
def test_a_date_that_is_none_is_refused(date):
    with pytest.raises(ValueError, match="date"):
        Event("discussed", date, "s")


def test_a_source_needs_a_web_address():
    with pytest.raises(ValueError, match="url"):
        Source(title=None, issuer="x", date="2024", url="www.example.org", languages=("en",), kind="law")


def test_results_are_short_to_read(small):
    (hit,) = small.lookup("meaningful human control", limit=1)
    assert repr(hit) == (
        "Hit(concept=<Concept meaningful-human-control: meaningful human control · 有意义的人类控制>, "
        "term=Term(text='meaningful human control', lang='en', acceptability='preferred'), "
        "score=1.0, via='exact', spans=((0, 24),))"
    )
