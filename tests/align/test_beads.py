import os
import subprocess
import sys

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
NOUNS = {
    "water": "水", "bread": "面包", "horses": "马", "gold": "黄金", "paper": "纸",
    "music": "音乐", "ships": "船", "salt": "盐", "trees": "树", "letters": "信",
    "stones": "石头", "cotton": "棉花", "books": "书", "glass": "玻璃", "flowers": "花",
    "coffee": "咖啡", "knives": "刀", "clothes": "衣服", "iron": "铁", "birds": "鸟",
    "wine": "葡萄酒", "bricks": "砖", "rice": "米", "sugar": "糖", "tea": "茶",
    "silk": "丝绸", "wool": "羊毛", "coal": "煤", "oil": "油", "corn": "玉米",
}  # fmt: skip
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
    wrong = [bead.score for bead in bundled.align(EN, other).beads if bead.en and bead.zh]
    assert min(right) > max(wrong, default=0)
    assert max(wrong, default=0) < 0.5


def test_a_stretch_that_is_no_translation_scores_low_in_a_text_that_is_one(bundled):
    pairs = [(a, b) for a in NOUNS for b in NOUNS if a != b][:300]
    en = [f"They sold {a} and bought {b}." for a, b in pairs]
    zh = [f"他们卖出{NOUNS[a]}，买进{NOUNS[b]}。" for a, b in pairs]
    zh[100:200] = ["天空是蓝色的，小狗跑得很快。"] * 100
    found = bundled.align(en, zh).beads
    inside = [bead.score for bead in found if bead.en and bead.zh and 115 < bead.en[0] < 185]
    outside = [bead.score for bead in found if bead.en and bead.zh and not 80 < bead.en[0] < 220]
    assert max(inside, default=0) < 0.5 < min(outside)


def test_what_stands_far_below_changes_nothing_above(bundled):
    pairs = [(a, b) for a in NOUNS for b in NOUNS if a != b]
    en = [f"They sold {a} and bought {b}." for a, b in pairs]
    zh = [f"他们卖出{NOUNS[a]}，买进{NOUNS[b]}。" for a, b in pairs]
    before = bundled.align(en[:250], zh[:250]).beads
    after = bundled.align(en[:290], zh[:250] + ZH * 3).beads
    early = [(bead.en, bead.zh) for bead in before if all(max(side, default=0) < 230 for side in (bead.en, bead.zh))]
    assert set(early) <= {(bead.en, bead.zh) for bead in after}


def test_a_note_of_the_translator_stands_alone(bundled):
    noted = [*ZH[:3], "（译注：日内瓦是瑞士第二大城市，许多国际组织设在那里。）", *ZH[3:]]
    assert ((), (3,)) in beads(bundled, EN, noted)


def test_paragraphs_help_where_words_do_not(bundled):
    en = "He laughed. She wept.\n\nThey went home. It was late."
    zh = "他哈哈。她呜呜。\n\n他们回去了。天晚了。"
    found = [(bead.en, bead.zh) for bead in bundled.align(en, zh).beads]
    assert not any(min(bead[0]) < 2 <= max(bead[0]) for bead in found if bead[0])


SEEDED = """
import glossary
base = glossary.load()
en, zh = "AI is used. It helps. Robots are on the rise in 2024.", "人工智能在用。它有帮助。2024年机器人也在增加。"
beads = base.align(en, zh).beads
print([(bead.en, bead.zh, bead.score) for bead in beads])
"""


def test_the_beads_are_the_same_whatever_the_hash_seed():
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SEEDED],
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for seed, threads in (("1", "1"), ("2", "2"))
    }
    assert len(outputs) == 1


def test_how_far_it_is_is_told(bundled):
    told = []
    bundled.align(EN * 60, ZH * 60, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1] == (720, 720)


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


def test_long_passages_without_anchors_are_worked_on_in_windows(bundled):
    pairs = [(a, b) for a in NOUNS for b in NOUNS if a != b]
    en = [f"They sold {a} and bought {b}." for a, b in pairs]
    zh = [f"他们卖出{NOUNS[a]}，买进{NOUNS[b]}。" for a, b in pairs]
    found = bundled.align(en, zh[:200] + zh[220:]).beads  # twenty sentences left out
    assert sorted(i for bead in found for i in bead.en) == list(range(len(en)))
    shifted = {((i,), (i if i < 200 else i - 20,)) for i in range(len(en)) if not 200 <= i < 220}
    assert len(shifted & {(bead.en, bead.zh) for bead in found}) > 0.95 * len(shifted)
