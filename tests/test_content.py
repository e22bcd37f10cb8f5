"""What every entry of our own base must have; the editorial rules proper come with `validate --editorial`."""

import re
from pathlib import Path

import passages
import pytest

from glossary.termfolder import read_folder

CONCEPTS, REGISTERS = read_folder(Path(__file__).resolve().parents[1] / "terms")
HAN = "\u3400-\u9fff"

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


def texts(concept):
    for statement in (concept.definition, concept.clarification, *concept.positions, *concept.examples):
        if statement is not None:
            yield statement


def test_every_term_of_the_dossier_has_an_entry():
    assert len(DOSSIER) == 47
    assert set(DOSSIER) <= {concept.id for concept in CONCEPTS}


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_an_entry_has_terms_a_definition_in_both_languages_and_a_located_source(concept):
    for lang in ("en", "zh"):
        assert concept.preferred(lang).text
    assert concept.definition is not None
    located = [item for item in concept.attestations if item.at]
    assert located, "no attestation says where in its source it stands"
    assert all(item.source in REGISTERS.sources for item in located)


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_the_language_of_an_entry_is_in_order(concept):
    definition = concept.definition
    assert not definition.en.endswith(".")
    assert not definition.zh.endswith("。")
    assert 6 <= len(definition.en.split()) <= 45
    for statement in texts(concept):
        assert re.search(f"[{HAN}]", statement.zh)
        assert not re.search(f"[{HAN}][,;:?!()][{HAN}]|[{HAN}][,;]", statement.zh), statement.zh
        assert not re.search(f"[{HAN}] +[A-Za-z{HAN}]|[A-Za-z] +[{HAN}]", statement.zh), statement.zh
        assert not re.search(r"\b(behaviour|colour|organis|recognis|defence|programme)", statement.en), statement.en
    for item in concept.attestations:
        if item.quote:
            assert len(item.quote.split()) <= 15
            assert len(re.findall(f"[{HAN}]", item.quote)) <= 25


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.id)
def test_what_an_entry_claims_of_the_dialogue_has_its_document(concept):
    assert concept.status == "draft"
    for event in concept.provenance:
        assert event.event != "agreed", "which terms were jointly interpreted is not public"
        assert event.source.startswith("ciss-")
    if concept.agreement:
        assert len(concept.positions) > 1


def test_every_source_is_used_and_every_cited_one_is_known():
    cited = set()
    for concept in CONCEPTS:
        cited |= set(concept.sources) | {item.source for item in concept.attestations}
        cited |= {event.source for event in concept.provenance}
        cited |= {name for position in concept.positions for name in position.sources}
    assert set(REGISTERS.sources) == cited


def test_an_attestation_is_in_a_language_that_its_source_has():
    for concept in CONCEPTS:
        for item in concept.attestations:
            languages = REGISTERS.sources[item.source].languages
            assert item.en is None or "en" in languages, (concept.id, item)
            assert item.zh is None or "zh" in languages, (concept.id, item)


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
