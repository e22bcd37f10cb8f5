from tests_support import concept

from glossary import TermBase
from glossary.layers import Item, add_layer, pair, slug
from glossary.models import Term


def zh(concepts, id):
    return [(t.text, t.acceptability) for t in concepts[id].terms if t.lang == "zh"]


def test_a_concept_with_an_id_replaces_the_one_beneath_as_a_whole():
    below = {"x": concept("x", ["a", "b"], ["甲"])}
    merged = add_layer(below, [Item(concept("x", ["c"], ["乙"]), named=True)])
    assert [t.text for t in merged["x"].terms] == ["c", "乙"]


def test_a_pair_joins_the_concept_that_has_both_its_terms():
    below = {"x": concept("x", ["bias"], ["偏见", "偏差"]), "y": concept("y", ["bias"], ["偏置"])}
    merged = add_layer(below, [pair("Bias", "偏差")])
    assert set(merged) == {"x", "y"}
    assert zh(merged, "x") == [("偏差", "preferred"), ("偏见", "admitted")]
    assert zh(merged, "y") == [("偏置", "preferred")]


def test_else_the_one_concept_that_has_its_english_term():
    merged = add_layer(
        {"x": concept("x", ["large language model"], ["大语言模型"])}, [pair("Large Language Models", "大型语言模型")]
    )
    assert zh(merged, "x") == [("大型语言模型", "preferred"), ("大语言模型", "admitted")]
    assert merged["x"].preferred("en").text == "Large Language Models"


def test_else_it_is_a_concept_of_its_own():
    below = {"x": concept("x", ["bias"], ["偏见"]), "y": concept("y", ["bias"], ["偏置"])}
    merged = add_layer(below, [pair("bias", "偏倚"), pair("robot", "机器人"), pair("robot!", "机械人")])
    assert set(merged) == {"x", "y", "bias", "robot"}
    assert zh(merged, "robot") == [("机器人", "preferred"), ("机械人", "admitted")]  # one list: a row a synonym


def test_a_client_may_prefer_what_the_base_deprecates():
    below = {"x": concept("x", ["a"], ["甲", Term("乙", "zh", acceptability="deprecated")])}
    assert zh(add_layer(below, [pair("a", "乙")]), "x") == [("乙", "preferred"), ("甲", "admitted")]


def test_ids_are_made_from_english_terms_and_never_twice():
    assert slug("Human–machine interaction (HMI)") == "human-machine-interaction-hmi"
    base = TermBase.from_pairs([("C", "丙"), ("C++", "丙加加"), ("！", "感叹号"), ("？", "问号")])
    assert list(base) == ["c", "c-2", "concept", "concept-2"]
