import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.align import dictionary, names
from glossary.align.words import word_links


def linked(en, zh, **options):
    en, zh = en.split(), zh.split()
    return {(en[i], zh[j]) for i, j, _ in word_links(en, zh, **options)}


def test_words_are_linked_by_dictionary_numbers_marks_and_sound():
    found = linked(
        "On May 7 , Sharma praised the treaty .",
        "5月 7日 ， 夏尔马 赞赏 条约 。",
    )
    assert {("May", "5月"), ("7", "7日"), (",", "，"), ("Sharma", "夏尔马"), ("treaty", "条约"), (".", "。")} <= found


def test_a_word_that_the_dictionary_does_not_gloss_so_is_known_by_its_characters():
    assert "赞佩" not in dictionary.words() or "prais" not in dictionary.stems("赞佩")
    assert ("praised", "赞佩") in linked("They praised it", "他们 赞佩")


def test_the_order_decides_between_equal_words():
    en, zh = "weapons here and weapons there".split(), "这里 武器 和 那里 武器".split()
    assert {(0, 1), (3, 4)} <= {(i, j) for i, j, _ in word_links(en, zh)}


def test_vectors_add_what_the_dictionary_lacks():
    vectors = {"zorgs": [1.0, 0.0], "佐": [1.0, 0.1], "吃": [0.0, 1.0], "eat": [0.0, 2.0]}

    def encoder(texts):
        return [vectors[text] for text in texts]

    assert linked("zorgs eat", "佐 吃") >= {("eat", "吃")}
    assert ("zorgs", "佐") in linked("zorgs eat", "佐 吃", encoder=encoder)


@given(
    st.lists(st.sampled_from(["the", "weapon", "7", ",", "’s", "Sharma", "-", ""]), max_size=8),
    st.lists(st.sampled_from(["的", "武器", "7", "，", "夏尔马", "　", ""]), max_size=8),
)
def test_any_words_are_taken(en, zh):
    for i, j, score in word_links(en, zh):
        assert 0 <= i < len(en)
        assert 0 <= j < len(zh)
        assert 0 < score <= 1


@pytest.mark.parametrize(("en", "zh"), [("beijing", "北京"), ("sharma", "夏尔马"), ("obama", "奥巴马")])
def test_names_are_known_by_their_sound(en, zh):
    assert names.alike(en, zh) > 0


@pytest.mark.parametrize(("en", "zh"), [("treaty", "条约"), ("weapon", "武器"), ("a", "阿")])
def test_other_words_are_no_names(en, zh):
    assert names.alike(en, zh) == 0
