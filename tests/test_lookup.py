import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import TermBase, to_json
from glossary.compiled import content_of, write

QUERIES = [
    # query, the concept that must come first, how it was found
    ("meaningful human control", "meaningful-human-control", "exact"),
    ("有意义的人类控制", "meaningful-human-control", "exact"),
    ("AI", "ai", "exact"),
    ("Meaningful Human Control", "meaningful-human-control", "folded"),
    ("ｍｅａｎｉｎｇｆｕｌ human control", "meaningful-human-control", "folded"),
    ("meaningful-human control", "meaningful-human-control", "folded"),
    ("Human control, meaningful", "meaningful-human-control", "folded"),
    ("autonomous weapons systems", "autonomous-weapons-system", "folded"),
    ("有意義的人類控制", "meaningful-human-control", "folded"),
    ("multi agent systems", "multi-agent-system", "folded"),
    ("multiagent system", "multi-agent-system", "folded"),
    ("corpora", "corpus", "folded"),
    ("資訊", "tw-information", "folded"),
    ("youyiyi de renlei kongzhi", "meaningful-human-control", "pinyin"),
    ("yǒu yìyì de rénlèi kòngzhì", "meaningful-human-control", "pinyin"),
    ("wuqi", "weapon", "pinyin"),
    ("yyydrlkz", "meaningful-human-control", "initials"),
    ("mhc", "meaningful-human-control", "initials"),
    ("meaningfull human controll", "meaningful-human-control", "fuzzy"),
    ("meaningful hmuan control", "meaningful-human-control", "fuzzy"),
    ("有意义的人类控刷", "meaningful-human-control", "fuzzy"),
    ("人类控制", "meaningful-human-control", "partial"),
    ("meaningful 人类控制", "meaningful-human-control", "partial"),
    ("human control", "meaningful-human-control", "partial"),
    ("the meaningful human control of it", "meaningful-human-control", "partial"),
]


@pytest.mark.parametrize(("query", "id", "via"), QUERIES)
def test_however_a_term_is_typed_its_concept_comes_first(small, query, id, via):
    hit = small.lookup(query)[0]
    assert (hit.concept.id, hit.via) == (id, via)
    assert hit.score == 1 if via in ("exact", "folded") else 0.5 < hit.score < 1


@pytest.mark.parametrize(
    "query", ["", "   ", "!!!", "。，", "😀", "\u0301", "\u200f", "\u200d", "\0", "\ud800", "qwzrtpl", "x" * 100_000]
)
def test_nonsense_is_answered_by_nothing(small, query):
    assert small.lookup(query) == []


def test_a_concept_is_answered_once_and_no_more_than_the_limit(small):
    ids = [hit.concept.id for hit in small.lookup("武器", limit=50)]
    assert len(ids) == len(set(ids))
    assert ids[0] == "weapon"
    assert len(small.lookup("武器", limit=2)) == 2
    assert small.lookup("武器", limit=0) == []


def test_a_homograph_is_answered_by_all_its_concepts(small):
    assert [(hit.concept.id, hit.score) for hit in small.lookup("安全")] == [("safety", 1), ("security", 1)]


@pytest.mark.parametrize("typed", ["mean", "meaningful hu", "有意义", "youyi", "yyy"])
def test_what_is_being_typed_is_completed(small, typed):
    assert small.lookup(typed, prefix=True)[0].concept.id == "meaningful-human-control"


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("human control", ["human control"]),
        ("人类控制", ["人类控制"]),
        ("renlei kongzhi", ["人类控制"]),
        ("mhc", ["m", "h", "c"]),
        ("Meaningful human control", ["meaningful human control"]),
    ],
)
def test_spans_mark_what_of_the_term_matched(small, query, marked):
    hit = small.lookup(query)[0]
    assert [hit.term.text[start:end] for start, end in hit.spans] == marked


def test_an_index_in_a_file_answers_as_one_in_memory(small, tmp_path):
    write(content_of(small.values(), "1.0.0"), tmp_path / "base.sqlite")
    stored = TermBase.open(tmp_path / "base.sqlite")
    for query, _, _ in QUERIES:
        assert stored.lookup(query) == small.lookup(query)
        assert stored.lookup_json(query) == to_json(small.lookup(query))


@given(st.text(max_size=40))
def test_any_query_is_answered_without_an_exception(small, query):
    hits = small.lookup(query, prefix=True)
    assert hits == sorted(hits, key=lambda hit: -hit.score)
    for hit in hits:
        assert 0 < hit.score <= 1
        assert all(0 <= start < end <= len(hit.term.text) for start, end in hit.spans)
