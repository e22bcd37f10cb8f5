import passages

LINK = "They compared autonomous weapons systems and AI; AI is a wide term."
ZH = "他们比较了人工智能和自主武器系统；人工智能是宽泛的术语。"


def test_terms_are_linked_to_their_renderings(small):
    (bead,) = small.align([LINK], [ZH]).beads
    pairs = [(LINK[slice(*link.en)], ZH[slice(*link.zh)]) for link in bead.links]
    assert pairs == [("autonomous weapons systems", "自主武器系统"), ("AI", "人工智能"), ("AI", "人工智能")]
    assert bead.links[1].zh < bead.links[2].zh
    assert {link.origin for link in bead.links} == {"base"}


def test_a_term_without_a_rendering_stays_alone(small):
    (bead,) = small.align(["Meaningful human control matters."], ["有效的管控很重要，武器也是。"]).beads
    alone = [(link.concept.id, link.en, link.zh, link.score) for link in bead.links]
    assert alone == [("meaningful-human-control", (0, 24), None, 0.0), ("weapon", None, (9, 11), 0.0)]


def test_the_other_side_settles_what_a_homograph_means(small):
    (bead,) = small.align(["Security is not secrecy."], ["安全不是保密。"]).beads
    (link,) = bead.links
    assert link.concept.id == "security"


def test_spans_point_into_the_passages(bundled):
    gold = passages.read()
    alignment = bundled.align(gold.texts["en"], gold.texts["zh"])
    for bead in alignment.beads:
        for link in bead.links:
            for lang, ids, span in (("en", bead.en, link.en), ("zh", bead.zh, link.zh)):
                if span is not None:
                    sentences = [getattr(alignment, lang)[n] for n in ids]
                    assert any(s.start <= span[0] < span[1] <= s.end for s in sentences)
