import pytest

from glossary.text.numbers import of_chinese, of_english

SAME = [
    ("2024", "2024年"),
    ("in 2024", "二〇二四年"),
    ("May 14", "5月14日"),
    ("the ninth round", "第九轮"),
    ("Round XIV", "第十四轮"),
    ("1.4 billion", "14亿"),
    ("64 terms", "64个术语"),
    ("twenty", "二十个"),
    ("3.5 percent", "百分之3.5"),
    ("12,000", "1.2万"),
    ("twelve", "十二"),
    ("100,000", "十万"),
]


@pytest.mark.parametrize(("english", "chinese"), SAME)
def test_the_same_number_is_the_same_in_both_languages(english, chinese):
    assert of_english(english) & of_chinese(chinese)


def test_what_is_everywhere_is_no_number():
    assert of_chinese("一个，统一，万一") == set()
    assert of_english("one may march on") == set()
