import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import glossary

EN = [
    "The two sides met in Geneva on May 14, 2024.",
    "They discussed artificial intelligence and the risks of autonomous weapons.",
    "Each side explained its laws and measures on privacy and data protection.",
    "Both agreed that dialogue should continue.",
    "The next meeting has not been scheduled.",
    "Experts welcomed the results with caution.",
]
ZH = [
    "双方于2024年5月14日在日内瓦会晤。",
    "双方讨论了人工智能和自主武器的风险。",
    "各方介绍了本国保护隐私和数据的法律与措施。",
    "双方一致认为应继续对话。",
    "下一次会议的时间尚未确定。",
    "专家对结果表示谨慎欢迎。",
]
STRAIGHT = [((n,), (n,)) for n in range(6)]


def beads(base, en, zh):
    return [(bead.en, bead.zh) for bead in base.align(en, zh).beads]


def test_sentence_by_sentence(bundled):
    assert beads(bundled, EN, ZH) == STRAIGHT


def test_the_same_from_running_text(bundled):
    assert beads(bundled, " ".join(EN), "".join(ZH)) == STRAIGHT


def test_split_and_merged_sentences(bundled):
    split = [*ZH[:1], "双方讨论了人工智能。", "他们也谈到自主武器的风险。", *ZH[2:]]
    assert ((1,), (1, 2)) in beads(bundled, EN, split)
    merged = [*ZH[:2], "各方介绍了本国保护隐私和数据的法律与措施，并一致认为应继续对话。", *ZH[4:]]
    assert ((2, 3), (2,)) in beads(bundled, EN, merged)


def test_a_sentence_left_out_or_added(bundled):
    assert beads(bundled, EN, ZH[:2] + ZH[3:])[2] == ((2,), ())
    added = [*ZH[:3], "香蕉在市场上很便宜，水果商人非常高兴。", *ZH[3:]]
    assert ((), (3,)) in beads(bundled, EN, added)


def test_neighbours_in_exchanged_order_are_two_beads_that_cross(bundled):
    crossed = [ZH[0], ZH[2], ZH[1], *ZH[3:]]
    assert beads(bundled, EN, crossed) == [((0,), (0,)), ((1,), (2,)), ((2,), (1,)), *STRAIGHT[3:]]


def test_a_sentence_moved_further_is_found(bundled):
    moved = [ZH[0], *ZH[2:5], ZH[1], ZH[5]]
    assert ((1,), (4,)) in beads(bundled, EN, moved)


def test_the_score_tells_a_translation_from_something_else(bundled):
    right = [bead.score for bead in bundled.align(EN, ZH).beads]
    other = [
        "香蕉很便宜。",
        "水果商人很高兴。",
        "他在河边钓鱼。",
        "天空是蓝色的。",
        "妈妈做了一顿饭。",
        "小狗跑得很快。",
    ]
    wrong = [bead.score for bead in bundled.align(EN, other).beads]
    assert min(right) > max(wrong)
    assert max(wrong) < 0.5


def test_one_side_empty(bundled):
    assert beads(bundled, "", "双方同意。") == [((), (0,))]
    assert beads(bundled, ["One.", "Two."], []) == [((0,), ()), ((1,), ())]
    assert beads(bundled, "", "") == []


@pytest.mark.parametrize("mark", ["", "。", "\n"])
def test_sentences_without_words_are_aligned_too(bundled, mark):
    assert len(beads(bundled, ["One robot.", mark], ["一个机器人。", mark])) >= 1


SENTENCES = st.sampled_from([*EN, *ZH, "", "...", "2024", "AI"])


@settings(deadline=None, max_examples=60)
@given(st.lists(SENTENCES, max_size=9), st.lists(SENTENCES, max_size=9))
def test_every_sentence_is_in_exactly_one_bead_in_english_order(bundled, en, zh):
    try:
        found = bundled.align(en, zh).beads
    except glossary.LanguageError:
        return
    assert sorted(i for bead in found for i in bead.en) == list(range(len(en)))
    assert sorted(j for bead in found for j in bead.zh) == list(range(len(zh)))
    english = [bead.en for bead in found if bead.en]
    assert english == sorted(english)
    assert all(0 <= bead.score <= 1 for bead in found)


def test_long_passages_are_cut_at_anchors_and_lose_nothing(bundled):
    en = [f"In step {n} they discussed item {n * 7}." if n % 3 else EN[n % 6] for n in range(1000)]
    zh = [f"在第{n}步，他们讨论了第{n * 7}项。" if n % 3 else ZH[n % 6] for n in range(1000)]
    found = bundled.align(en, zh).beads
    right = sum(bead.en == bead.zh for bead in found)
    assert right > 980
    gap = bundled.align(en, zh[:300] + zh[450:]).beads  # 150 sentences left out
    assert sum(len(bead.en) == len(bead.zh) == 1 for bead in gap) > 780
    assert sorted(i for bead in gap for i in bead.en) == list(range(1000))
