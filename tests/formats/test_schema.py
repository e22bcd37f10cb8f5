import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from glossary.formats.schema import term_file_schema

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = json.loads((ROOT / "glossary" / "term-file.schema.json").read_text(encoding="utf-8"))


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2: booleans and numbers, no dates."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name is that of PyYAML
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def as_an_editor_reads(text):
    return yaml.load(text, EditorLoader)


def test_the_schema_that_ships_is_the_models():
    assert term_file_schema() == SHIPPED, "run scripts/schema"


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SHIPPED)


@pytest.mark.parametrize("path", sorted((ROOT / "terms").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_our_term_files_fit_it(path):
    jsonschema.validate(as_an_editor_reads(path.read_text(encoding="utf-8")), SHIPPED)


@pytest.mark.parametrize(
    "text",
    [
        "status: draft",
        "terms: {en: [a]}",
        "terms: {en: [a], zh: [甲]}\nstatsu: draft",
        "terms: {en: [a], zh: [甲]}\nstatus: drafted",
        "terms: {en: [{text: a, lang: en}], zh: [甲]}",
    ],
)
def test_what_the_reader_refuses_does_not_fit(text):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_an_editor_reads(text), SHIPPED)
