"""What our own base must have."""

from pathlib import Path

import passages
import pytest

from glossary.evidence import in_depth, unlocated
from glossary.review.editorial import breaches
from glossary.termfolder import read_folder

TERMS = Path(__file__).resolve().parents[1] / "terms"
CONCEPTS, REGISTERS = read_folder(TERMS)

# The 47 terms of the dossier of the U.S.–China dialogue on AI, in its order.
DOSSIER = """
weapon weapons-system lethal-weapon non-lethal-weapon lethality robot intelligent-weapon autonomous-weapons-system
intelligent-swarm-system unmanned-system unmanned-combat-platform unmanned-aerial-platform unmanned-ground-platform
unmanned-surface-platform unmanned-underwater-vehicle artificial-intelligence machine-learning deep-learning
neural-network autonomous-control semi-autonomous fully-autonomous autonomy automation ai-lifecycle chain-of-command
command-and-control-system decision-point meaningful-human-control human-machine-interaction trustworthy-ai
mutual-understanding mutual-compliance mutual-trust chain-of-decision target-identification target-confirmation
action-authorization decision-confirmation task-termination task-reset loss-of-control catastrophic-risk disinformation
risk-stratification alignment confidence-building-measures
""".split()


def test_every_term_of_the_dossier_has_an_entry():
    assert len(DOSSIER) == 47
    assert set(DOSSIER) <= {concept.id for concept in CONCEPTS}


def test_no_entry_breaks_an_editorial_rule():
    assert "\n".join(map(str, breaches(TERMS))) == ""


def test_what_the_base_is_for_is_there():
    """The floor that the editors set themselves: evidence, not number."""
    assert sum(not unlocated(concept) for concept in CONCEPTS) >= 300
    assert sum(in_depth(concept, REGISTERS.sources) for concept in CONCEPTS) >= 90
    assert sum(bool(concept.examples) for concept in CONCEPTS) >= 60


@pytest.mark.parametrize("root", ["human-involvement", "weapons-system", "autonomy", "ai-lifecycle", "risk"])
def test_the_concept_systems_of_the_dialogue_can_be_read_as_trees(bundled, root):
    below, todo = set(), [root]
    while todo:
        relations = bundled.relations(todo.pop())
        new = {*relations.get("narrower", ()), *relations.get("parts", ())} - below
        below |= new
        todo += new
    assert len(below) >= 4


def test_what_entries_claim_of_the_dialogue_has_its_document():
    for concept in CONCEPTS:
        for event in concept.provenance:
            assert event.event != "agreed", "which terms were jointly interpreted is not public"
            assert REGISTERS.sources[event.source].read


def test_the_sample_and_its_annotation_agree():
    gold = passages.read()
    ids = {concept.id for concept in CONCEPTS}
    for side, lang in enumerate(("en", "zh")):
        assert 25 <= len(gold.sentences[lang]) <= 40
        assert {id for _, _, id in gold.mentions[lang]} <= ids
        placed = sorted(number for bead in gold.beads for number in bead[side])
        assert placed == list(range(len(gold.sentences[lang])))


def test_the_engine_does_well_on_the_sample(bundled):
    """Not a measurement (`scripts/bench sample` is), but a floor beneath which something broke."""
    gold = passages.read()
    found = {(bead.en, bead.zh) for bead in bundled.align(gold.texts["en"], gold.texts["zh"]).beads}
    assert len(found & set(gold.beads)) >= 0.8 * len(gold.beads)
    for lang in ("en", "zh"):
        mentions = {(m.start, m.end, m.concept.id) for m in bundled.recognize(gold.texts[lang])}
        assert len(mentions & set(gold.mentions[lang])) >= 0.9 * len(gold.mentions[lang])
