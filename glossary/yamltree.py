"""YAML as a tree that knows where each value stands.

Term files use a small part of YAML: mappings, lists and strings. Every plain scalar is a string
(``NO``, ``012`` and ``12:30`` are what they look like); anchors, aliases, tags, tabs and repeated
keys are refused. PyYAML composes the nodes, in C where it can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.reader import Reader

from glossary.errors import TermFileError
from glossary.problems import Problem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

Place = tuple[int, int]
"""Line and column, counted from 1."""

_REFUSED = {
    yaml.AnchorToken: ("anchors and aliases are not used in term files", "write the value out where it is needed"),
    yaml.AliasToken: ("anchors and aliases are not used in term files", "write the value out where it is needed"),
    yaml.TagToken: ("tags such as !!str are not used in term files", "leave the tag out; every value is a string"),
    yaml.DirectiveToken: ("directives such as %YAML are not used in term files", "leave the line out"),
}


@dataclass(slots=True)
class Node:
    """A value and its place; `keys` has the place of each key of a mapping."""

    value: str | list[Node] | dict[str, Node]
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def locate(self, path: tuple[int | str, ...]) -> Place:
        """The place of the deepest node on a path of keys and indices; of the key where the last is one."""
        node, place = self, self.place
        for step in path:
            if isinstance(node.value, dict) and step in node.value:
                place, node = node.keys.get(str(step), node.value[str(step)].place), node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                place = node.place
            else:
                break
        return place


def parse(text: str, path: str) -> Node:
    """The tree of a YAML text; `path` is for the messages.

    >>> parse("answer: NO", "a.yaml").plain()
    {'answer': 'NO'}

    Raises:
        TermFileError: with every problem found.
    """
    if not text.strip():
        raise TermFileError([Problem(path, 1, 1, "the file is empty", "write a concept in it or remove it")])
    for found, mend in ((re.search("\t", text), "use spaces"), (Reader.NON_PRINTABLE.search(text), "remove it")):
        if found:
            what = (
                "a tab character"
                if found[0] == "\t"
                else f"a character that YAML does not allow: U+{ord(found[0]):04X}"
            )
            raise TermFileError([Problem(path, *_line_and_column(text, found.start()), what, mend)])
    problems: list[Problem] = []
    try:
        if any(sign in text for sign in "&*!%"):
            for token in yaml.scan(text, Loader=Loader):
                if type(token) in _REFUSED:
                    message, mend = _REFUSED[type(token)]
                    problems.append(Problem(path, *_place(token), message, mend))
        if problems:
            raise TermFileError(problems)
        root = yaml.compose(text, Loader=Loader)
        if root is None:
            raise TermFileError(
                [Problem(path, 1, 1, "the file holds only comments", "write a concept in it or remove it")]
            )
        tree = _convert(root, path, problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = "not valid YAML: " + ", ".join(part for part in (error.context, error.problem) if part)
        raise TermFileError([Problem(path, *place, message, _syntax_mend(message))]) from None
    except RecursionError:
        raise TermFileError([Problem(path, 1, 1, "nested too deeply", "a term file has few levels")]) from None
    if problems:
        raise TermFileError(problems)
    return tree


def _line_and_column(text: str, offset: int) -> Place:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _syntax_mend(message: str) -> str:
    if "single document" in message:
        return "keep one concept a file, without a second '---'"
    return "put a value with ': ', ' #' or a leading special sign in quotes, and check the indentation"


def _place(item: yaml.Token | yaml.Node) -> Place:
    return item.start_mark.line + 1, item.start_mark.column + 1


def _convert(node: yaml.Node, path: str, problems: list[Problem]) -> Node:
    if isinstance(node, yaml.MappingNode):
        tree = Node({}, _place(node))
        assert isinstance(tree.value, dict)
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                problems.append(Problem(path, *_place(key), "a key that is not a word", "write a field's name"))
            elif key.value in tree.value:
                problems.append(Problem(path, *_place(key), f"the key {key.value!r} stands twice", "keep one of them"))
            else:
                tree.keys[key.value] = _place(key)
                tree.value[key.value] = _convert(value, path, problems)
        return tree
    if isinstance(node, yaml.SequenceNode):
        return Node([_convert(item, path, problems) for item in node.value], _place(node))
    return Node(str(node.value), _place(node))
