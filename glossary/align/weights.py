"""What each signal counts: numbers fitted to translated texts, one table without vectors and one with.

Fitted to the six chapters of MAC-Dev and altered copies of them, by `scripts/bench alignment --fit`; docs/alignment.md
says how. A bead's score is the sum of its signals by their weights and that of its shape.
"""

WORDS: dict[str, float] = {
    "matched": 3.115, "unmatched": -2.515, "coverage": 2.361, "coverage_mass": 1.793, "least_coverage": 2.879,
    "margin": 1.655, "margin_mass": 1.312, "strange": -1.651, "stray": -1.594, "weakest": 0.6, "mass": 1.79,
    "longer": -0.769, "length": -3.147, "length_squared": -1.096, "1-1": 2.136, "1-2": 1.57, "1-3": 0.637,
    "2-2": 0.416, "1-4": 0.286, "2-3": 0.265, "1-5": -1.089, "3-3": 0.194, "2-4": -1.14, "leaning": 2.052,
    "crossing": -3.585, "alone": -3.737, "alone_mass": -0.599, "alone_best": 0.928, "alone_best_mass": 0.456,
    "further": 3.737,
}  # fmt: skip
"""Dictionary, term base, names, numbers, marks and lengths."""

VECTORS: dict[str, float] = {
    "matched": 2.804, "unmatched": -2.534, "coverage": 1.015, "coverage_mass": 2.001, "least_coverage": 2.122,
    "margin": 0.157, "margin_mass": -0.427, "strange": -0.103, "stray": -0.912, "weakest": -0.251, "mass": 0.303,
    "longer": -0.629, "length": -3.136, "length_squared": -1.026, "cosine": 3.065, "cosine_mass": 3.969,
    "cosine_margin": 1.779, "cosine_margin_mass": 1.999, "cosine_strange": 0.768, "cosine_weakest": 2.64,
    "1-1": 1.859, "1-2": 0.94, "1-3": 0.458, "2-2": 0.161, "1-4": 0.489, "2-3": 0.098, "1-5": -0.765, "3-3": 0.474,
    "2-4": -1.102, "leaning": 1.956, "crossing": -2.971, "alone": -3.586, "alone_mass": -0.269, "alone_best": 1.054,
    "alone_best_mass": 0.426, "further": 3.438,
}  # fmt: skip
"""The same with the vectors of an encoder."""

STRUCTURE: dict[str, float] = {"both_begin": 0.5, "one_begins": -0.3, "torn": -0.5, "alone_note": 2.0}
"""Paragraphs and notes. Set by hand: the texts that the others were fitted to have neither."""
