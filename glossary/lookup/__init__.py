"""Lookup: the concepts that a query means, in either language and however it is typed.

A query passes stages, surest first: the term as written; folded (case, width, script, hyphens,
inflection, order of words); pinyin; initials; then what is near. `keys` says under which keys a term
is found and of which grams a key consists, `index` keeps them in tables, `answers` scores what was
found and says what of a term matched.
"""

from glossary.lookup.answers import FLOOR, THRESHOLD, Answer, lookup
from glossary.lookup.index import Index

__all__ = ["FLOOR", "THRESHOLD", "Answer", "Index", "lookup"]
