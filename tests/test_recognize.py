import copy
import dataclasses
import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Concept, GlossaryError, Term, TermBase
from glossary.compiled import content_of
from glossary.models import Registers
from glossary.recognize import Recognizer, recognizer


def found(base, text, **options):
    return [(m.text, m.concept.id) for m in base.recognize(text, **options)]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "Autonomous weapons systems and an autonomous-weapons system",
            ["Autonomous weapons systems", "autonomous-weapons system"],
        ),
        ("the weapons system's range, the weapons’ range", ["weapons system", "weapons"]),
        ("corpora and a corpus", ["corpora", "corpus"]),
        ("multi-agent, multiagent system and multi agent systems", ["multiagent system", "multi agent systems"]),
        ("Track 1.5 dialogues", ["Track 1.5 dialogues"]),
        ("AI, (AI) AI's AI-based AIs 用AI做", ["AI", "AI", "AI", "AI", "AIs", "AI"]),
        ("自主武器系统和武器", ["自主武器系统", "武器"]),
        ("有意義的人類控制與武器", ["有意義的人類控制", "武器"]),
        ("1.5轨对话与 1.5 轨对话", ["1.5轨对话", "1.5 轨对话"]),
        ("MEANINGFUL HUMAN CONTROL", ["MEANINGFUL HUMAN CONTROL"]),
        ("ｍｅａｎｉｎｇｆｕｌ human control", ["ｍｅａｎｉｎｇｆｕｌ human control"]),
        ("meaningful\r\n  human control", ["meaningful\r\n  human control"]),
        ("有意义的\n人类控制", ["有意义的\n人类控制"]),
        ("😀 AI 😀", ["AI"]),
        ("mea\u00adningful human con\u200btrol", ["mea\u00adningful human con\u200btrol"]),
    ],
)
def test_terms_are_found_in_their_forms_and_as_they_stand(small, text, surfaces):
    mentions = small.recognize(text)
    assert [mention.text for mention in mentions] == surfaces
    assert [text[m.start : m.end] for m in mentions] == surfaces


@pytest.mark.parametrize(
    "text",
    [
        "AIM RAIN email said aI ai Ai",  # inside words, and in another case
        "human control, meaningful. Human, control",
        "weapons. System",
        "meaningful, human control",
        "meaningful\n\nhuman control",  # a blank line ends a paragraph
        "LAWS Aws awS",
        "11.5轨对话",
        "有意义的，人类控制",
    ],
)
def test_what_is_no_mention_is_not_found(small, text):
    wrong = {"ai", "meaningful-human-control", "autonomous-weapons-system", "weapons-system", "track-1-5"}
    assert not wrong & {id for _, id in found(small, text)}


def test_the_longest_of_overlapping_mentions_wins(small):
    assert found(small, "自主武器系统") == [("自主武器系统", "autonomous-weapons-system")]
    everything = found(small, "自主武器系统", overlaps=True)
    assert everything == [
        ("自主武器系统", "autonomous-weapons-system"),
        ("武器系统", "weapons-system"),
        ("武器", "weapon"),
    ]
    base = TermBase.from_pairs([("a b", "犬猫"), ("b c d", "猫鼠鸡")])
    assert [m.text for m in base.recognize("a b c d")] == ["b c d"]
    assert [m.text for m in base.recognize("犬猫鼠鸡")] == ["猫鼠鸡"]


def test_a_chinese_term_is_not_found_inside_another_word_nor_across_a_likelier_cut():
    pairs = [("control", "控制"), ("generation", "生成"), ("algorithm", "算法"), ("standard", "标准")]
    base = TermBase.from_pairs(pairs)
    assert base.recognize("控制论、学生成绩、标准件") == []
    found_texts = [m.text for m in base.recognize("自动生成控制信号的加密算法符合国家标准")]
    assert found_texts == ["生成", "控制", "算法", "标准"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "MHC first. Meaningful human control (MHC) matters; MHC, MHCs.",
            ["Meaningful human control", "MHC", "MHC", "MHCs"],
        ),
        ("先是MHC。有意义的人类控制（MHC）与MHC。", ["有意义的人类控制", "MHC", "MHC"]),
        ("有意义的人类控制（以下简称“有人控制”）；有人控制", ["有意义的人类控制", "有人控制", "有人控制"]),
        ("有意义的人类控制（PDF）与PDF", ["有意义的人类控制"]),  # no short form of it in either language
        ("《有意义的人类控制》（下称《人类控制》），见《人类控制》", ["有意义的人类控制", "人类控制", "人类控制"]),
    ],
)
def test_a_short_form_that_the_text_introduces_is_found_after_it(small, text, surfaces):
    mentions = [m for m in small.recognize(text) if m.concept.id == "meaningful-human-control"]
    assert [m.text for m in mentions] == surfaces


def test_an_abbreviation_that_the_text_introduces_for_something_else_is_no_mention(small):
    assert small.recognize("AWS is down")[0].concept.id == "autonomous-weapons-system"
    assert not found(small, "Amazon Web Services (AWS) is down; so is all that runs on AWS.")
    assert found(small, "An autonomous weapon system (AWS); the AWS")[-1] == ("AWS", "autonomous-weapons-system")


def test_the_case_of_a_name_where_it_does_not_tell():
    terms = [
        Concept("pentagon", (Term("Pentagon", "en", case_sensitive=True), Term("五角大楼", "zh"))),
        Concept("gpu", (Term("GPU", "en", case_sensitive=True), Term("图形处理器", "zh"))),
        Concept("directive", (Term("Directive 3000.09", "en", case_sensitive=True), Term("第3000.09号指令", "zh"))),
        Concept("ministry", (Term("Ministry of National Defense", "en", case_sensitive=True), Term("国防部", "zh"))),
    ]
    base = TermBase(content_of(terms, "1.0.0"))
    text = (
        "PENTAGON BUYS NEW GPUS FOR ITS DRONES\nThe pentagon. A directive 3000.09. Ministry of National Defence; a gpu."
    )
    surfaces = ["PENTAGON", "GPUS", "directive 3000.09", "Ministry of National Defence"]
    assert [m.text for m in base.recognize(text)] == surfaces


def test_the_first_part_of_a_word_may_stand_apart():
    base = TermBase.from_pairs([("cyberattack", "网络攻击"), ("chatbot", "聊天机器人"), ("G20", "二十国集团")])
    assert [m.text for m in base.recognize("Cyber-attacks, chat bots and the G-20")] == [
        "Cyber-attacks", "chat bots", "G-20",
    ]  # fmt: skip


def test_everyday_words_that_stand_together_are_no_evidence_unless_of_one_field():
    concepts = [
        Concept("risk", (Term("risk", "en"), Term("风险", "zh")), domains=("safety",)),
        Concept("training", (Term("training", "en"), Term("训练", "zh")), domains=("technology",)),
    ]
    registers = Registers(homographs={w: {w: [], "everyday": []} for w in ("risk", "training")})
    base = TermBase(content_of(concepts, "1.0.0", registers))
    assert all(m.confidence < 0.5 for m in base.recognize("The training was a risk; a risk, I say, that risk."))


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "《有意义的人类控制公约》（以下简称《人类控制公约》）：《人类控制公约》",
            ["有意义的人类控制公约", "人类控制公约"],
        ),
        ("一壶烧到一百度的水；百度公司", ["百度"]),
        ("地中海航运（AWS）的船；AWS", []),
        ("The U.N. Security Council; the UN Security Council", ["U.N. Security Council", "UN Security Council"]),
        ("美国-欧盟委员会", ["美国-欧盟委员会"]),
    ],
)
def test_names_and_short_forms_in_running_text(text, surfaces):
    pairs = [
        ("Convention on Human Control", "有意义的人类控制公约"), ("human control", "人类控制"), ("Baidu", "百度"),
        ("AWS", "自主武器系统"), ("UN Security Council", "联合国安理会"), ("US–EU Council", "美国—欧盟委员会"),
    ]  # fmt: skip
    found_texts = [m.text for m in TermBase.from_pairs(pairs).recognize(text)]
    assert found_texts[: len(surfaces)] == surfaces
    mentions = TermBase.from_pairs(pairs).recognize(text)
    assert all(one.end <= two.start for one, two in pairwise(mentions))


def test_british_spelling_and_points_in_an_abbreviation():
    pairs = [("anonymization", "匿名化"), ("behavior", "行为"), ("UN", "联合国"), ("data labeling", "数据标注")]
    text = "Anonymisation, behaviours and data labelling at the U.N. in 2024; u.n. and U. N."
    surfaces = [m.text for m in TermBase.from_pairs(pairs).recognize(text)]
    assert surfaces == ["Anonymisation", "behaviours", "data labelling", "U.N."]


def test_a_rendering_in_brackets_decides_a_shared_surface(small):
    both = small.recognize("安全（safety）与安全（security）")
    assert [(m.text, m.concept.id) for m in both if m.lang == "zh"] == [("安全", "safety"), ("安全", "security")]
    assert all(m.confidence > 0.8 for m in both)


def test_a_space_inside_a_chinese_term_is_read_over():
    base = TermBase.from_pairs([("large language model", "大语言模型")])
    assert [m.text for m in base.recognize("这是大语言 模型，不是模 型")] == ["大语言 模型"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("研究生成绩优秀", []),
        ("研究生成的内容", ["生成"]),
        ("乡愁升华为诗", []),
        ("华为公司", ["华为"]),
        ("职责任务", []),
        ("法律责任", ["责任"]),
        ("使用自动化工具", ["自动化"]),
        ("確保數據安全性", ["數據安全"]),
    ],
)
def test_the_likeliest_cut_decides_where_a_word_goes_across_a_term(text, surfaces):
    pairs = [("generation", "生成"), ("Huawei", "华为"), ("responsibility", "责任"), ("automation", "自动化")]
    base = TermBase.from_pairs([*pairs, ("data security", "数据安全")])
    assert [m.text for m in base.recognize(text)] == surfaces


def test_what_depends_on_the_surroundings_survives_comparison_copy_and_pickle(small):
    one, two = small.recognize("安全"), small.recognize("安全")
    assert hash(one[0]) == hash(two[0])
    assert one == two
    assert pickle.loads(pickle.dumps(two[0])) == one[0]
    (fresh,) = small.recognize("安全")
    assert dataclasses.replace(fresh, start=1).concepts == one[0].concepts
    assert copy.copy(small.recognize("安全")[0]) == one[0]
    with pytest.raises(AttributeError, match="no attribute 'concept_id'"):
        fresh.concept_id  # noqa: B018


def test_an_everyday_word_alone_is_reported_with_a_low_confidence():
    concepts = [
        Concept("risk", (Term("risk", "en"), Term("风险", "zh")), domains=("safety",)),
        Concept("red-teaming", (Term("red teaming", "en"), Term("红队测试", "zh")), domains=("safety",)),
    ]
    registers = Registers(homographs={"risk": {"risk": [], "everyday": ["rain"]}})
    base = TermBase(content_of(concepts, "1.0.0", registers))
    (alone,) = base.recognize("There is a risk of rain.")
    in_context = base.recognize("Red teaming finds a risk.")[1]
    assert alone.confidence < 0.5 < in_context.confidence


def test_signs_at_the_end_of_a_term_belong_to_it():
    base = TermBase.from_pairs([("C++", "C++语言"), ("C#", "C#语言"), ("U.S.", "美国"), ("GPT-4", "GPT-4")])
    text = "C, C++ and C#. The U.S. has GPT-4 and GPT 4."
    assert [m.text for m in base.recognize(text)] == ["C++", "C#", "U.S", "GPT-4", "GPT 4"]
    assert [m.text for m in base.recognize("学习C++语言")] == ["C++语言"]
    base = TermBase.from_pairs([("U.S. State Department", "美国国务院")])
    assert [
        m.text for m in base.recognize("The U.S. State Department; the US State Department; the U.S State Department")
    ] == [
        "U.S. State Department",
        "US State Department",
        "U.S State Department",
    ]


def test_a_shared_surface_yields_all_its_concepts(small):
    (mention,) = small.recognize("安全")
    assert [concept.id for concept in mention.concepts] == ["safety", "security"]
    assert mention.concept.id == "safety"
    assert mention.confidence == 0.5


def test_only_some_domains(small):
    assert found(small, "自主武器系统", domains=["military-ai"]) == [("自主武器系统", "autonomous-weapons-system")]
    assert found(small, "有意义的人类控制，武器", domains=["military-ai"]) == [("武器", "weapon")]


def test_the_language_of_the_text_does_not_hide_latin_terms(small):
    assert found(small, "AI与武器", lang="zh") == [("AI", "ai"), ("武器", "weapon")]
    assert found(small, "AI 武器", lang="en") == [("AI", "ai")]
    with pytest.raises(GlossaryError, match="no language 'de'"):
        small.recognize("AI", lang="de")


def test_deprecated_terms_are_recognized_and_say_so(small):
    (mention,) = small.recognize("自动武器系统")
    assert mention.term.acceptability == "deprecated"
    assert mention.lang == "zh"


PIECES = [
    *(
        "AI",
        "autonomous weapons",
        " systems",
        "自主武器",
        "系统",
        "武器",
        "安全",
        "人工智能",
        "有意義的",
        "人类控制",
        "1.5",
        "轨对话",
    ),
    *(" ", "\n", "\r\n", "\u3000", "。", ", ", "-", "’s", "x", "😀"),
    *("é", "\u0301", "Ａ", "Ｉ", "\u200b", "\ud800", "\0"),
]
MIXED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(MIXED)
def test_mentions_stand_in_order_without_overlap_where_they_say(small, text):
    mentions = small.recognize(text)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text
    for one, next_one in pairwise(mentions):
        assert one.end <= next_one.start


@given(MIXED)
def test_without_overlaps_is_a_part_of_with_overlaps(small, text):
    assert set(map(repr, small.recognize(text))) <= set(map(repr, small.recognize(text, overlaps=True)))


@given(st.text(max_size=80))
def test_no_text_raises(small, text):
    for mention in small.recognize(text, overlaps=True):
        assert text[mention.start : mention.end] == mention.text


@given(MIXED, st.integers(1, 7))
def test_a_stream_gives_the_same_as_the_whole(small, text, size):
    chunks = [text[start : start + size] for start in range(0, len(text), size)]
    assert list(small.recognize_stream(chunks)) == small.recognize(text)


@pytest.mark.parametrize(
    "unit", ["他们讨论自主武器系统", "autonomous weapons systems matter ", "AI is here. ", "a", "\n\n武器"]
)
def test_a_long_stream_gives_the_same_as_the_whole(small, unit, monkeypatch):
    monkeypatch.setattr(recognizer, "BLOCK", 20_000)  # a megabyte in practice
    text = unit * (90_000 // len(unit))
    chunks = (text[start : start + 1_003] for start in range(0, len(text), 1_003))
    streamed = [(m.start, m.end) for m in small.recognize_stream(chunks)]
    assert streamed == [(m.start, m.end) for m in small.recognize(text)]


def test_a_stream_is_not_cut_inside_a_term_with_a_point(monkeypatch):
    monkeypatch.setattr(recognizer, "BLOCK", 20_000)
    base = TermBase.from_pairs([("U.S. State Department", "美国国务院"), ("Dr. No", "诺博士")])
    text = "U.S. State Department Dr. No " * 3_000
    streamed = [(m.start, m.end) for m in base.recognize_stream([text])]
    assert streamed == [(m.start, m.end) for m in base.recognize(text)]
    assert len(streamed) == 6_000


def test_a_recognizer_read_back_finds_the_same(small):
    built = Recognizer.build(small.values())
    again = Recognizer.load(built.dump(), list(small.values()).__getitem__)
    text = "AI and autonomous weapons systems；有意义的人类控制，安全"
    assert built.recognize(text) == again.recognize(text)


def test_a_term_that_does_not_occur_changes_nothing(small):
    pairs = [("robot", "机器人"), ("neural network", "神经网络")]
    text = "Robots use neural networks. 机器人使用神经网络。"
    one = TermBase.from_pairs(pairs).recognize(text)
    more = TermBase.from_pairs([*pairs, ("parrot", "鹦鹉")]).recognize(text)
    assert [(m.start, m.end, m.concept.id) for m in one] == [(m.start, m.end, m.concept.id) for m in more]
