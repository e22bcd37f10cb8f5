import pytest

from glossary import GlossaryError, TermBase


def rules(findings):
    return [(f.rule, f.severity, f.concept.id) for f in findings]


def test_a_deprecated_rendering_is_an_error_with_the_one_to_write(small):
    zh = "双方讨论了自动武器系统。"
    (finding,) = small.check("They discussed autonomous weapons systems.", zh)
    assert rules([finding]) == [("T101", "error", "autonomous-weapons-system")]
    assert finding.suggestion == "自主武器系统"
    assert (finding.en, zh[slice(*finding.zh)]) == (None, "自动武器系统")
    assert "自动 means automatic" in finding.message


def test_the_same_word_for_something_else_is_no_error(small):
    assert small.check("They discussed automatic guns.", "双方讨论了自动武器系统。") == []


def test_a_missing_rendering_is_a_warning_in_both_directions(small):
    en, zh = "Meaningful human control matters.", "有效的管控很重要。"
    (finding,) = small.check(en, zh)
    assert rules([finding]) == [("T201", "warning", "meaningful-human-control")]
    assert en[slice(*finding.en)] == "Meaningful human control"
    assert finding.suggestion == "有意义的人类控制"
    (back,) = small.check("Effective direction matters.", "有意义的人类控制很重要。")
    assert (back.en, back.zh, back.suggestion) == (None, (0, 8), "meaningful human control")


def test_only_the_side_that_was_translated_from_must_be_rendered(small):
    en, zh = "Meaningful human control matters.", "武器很重要。"
    assert rules(small.check(en, zh, original="en")) == [("T201", "warning", "meaningful-human-control")]
    assert rules(small.check(en, zh, original="zh")) == [("T201", "warning", "weapon")]
    with pytest.raises(GlossaryError, match="no original 'fr'"):
        small.check(en, zh, original="fr")


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Autonomous weapons systems are weapons.", "自主武器系统是武器。"),
        ("The autonomous weapons system's range.", "自主武器系統的射程。"),
        ("AI is used in weapons.", "武器中使用AI。"),  # a Latin abbreviation that the concept lists
        ("Artificial intelligence helps.", "AI有帮助。"),
        ("The information is old.", "资讯已经过时。"),  # a form of another region is accepted
        ("Safety and security.", "安全与安全。"),
        ("Safety first.", "安全第一。"),
        ("AI, AI and AI.", "人工智能。"),
        ("An autonomous weapons system.", "一种自主武器系统。"),  # shields weapon inside it
    ],
)
def test_accepted_renderings_are_no_finding(small, en, zh):
    assert small.check(en, zh) == []


def test_an_english_phrase_left_in_the_chinese_is_not_a_rendering(small):
    findings = small.check(
        "Meaningful human control matters.", "meaningful human control很重要，这是一个中文句子。", original="en"
    )
    assert rules(findings) == [("T201", "warning", "meaningful-human-control")]


def test_a_concept_yields_one_finding_a_bead(small):
    en = "Meaningful human control, and again meaningful human control, and meaningful human control."
    assert len(small.check(en, "有效的管控，再次有效的管控。", original="en")) == 1


def test_a_deprecated_concept_names_its_successor(small):
    (finding,) = small.check("A drone flew.", "一架无人机飞过。")
    assert finding.rule == "T102"
    assert "see weapon" in finding.message


def test_a_sentence_without_a_counterpart_is_left_alone(small):
    assert small.check(["Meaningful human control."], []) == []


def test_an_alignment_can_be_checked(small):
    alignment = small.align("AI helps.", "它有帮助。")
    assert rules(small.check(alignment)) == [("T201", "warning", "ai")]
    with pytest.raises(GlossaryError, match="two passages"):
        small.check("AI helps.")


def test_a_base_of_pairs_is_enough():
    base = TermBase.from_pairs([("neural network", "神经网络")])
    assert rules(base.check("Neural networks learn.", "类神经网路会学习。")) == [("T201", "warning", "neural-network")]
