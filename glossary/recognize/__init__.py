"""Recognition: the terms in running text of either language, with exact offsets.

`patterns` says in which forms a term may stand in a text, and which Chinese words keep a term from
being one; `recognizer` finds them with two automata; `context` chooses between the meanings of a
surface by what stands around it.
"""

from glossary.recognize.recognizer import BLOCK, PARTS, Recognizer, longest_of

__all__ = ["BLOCK", "PARTS", "Recognizer", "longest_of"]
