"""What each signal counts: numbers fitted to translated texts, one table without vectors and one with.

Fitted to the six chapters of MAC-Dev and altered copies of them, by `scripts/bench alignment --fit`; docs/alignment.md
says how. A bead's score is the sum of its signals by their weights and that of its shape.
"""

WORDS: dict[str, float] = {
    "matched": 3.161, "unmatched": -2.551, "coverage": 2.405, "coverage_mass": 1.793, "least_coverage": 2.425,
    "margin": 1.72, "margin_mass": 1.54, "strange": -1.978, "stray": -1.612, "weakest": 0.481, "mass": 1.933,
    "longer": -0.842, "length": -3.153, "length_squared": -1.116, "1-1": 1.842, "1-2": 1.069, "1-2 leaning": 1.008,
    "1-3": 0.322, "1-3 leaning": 1.45, "2-2": -0.128, "1-4": -0.095, "1-4 leaning": 2.195, "2-3": -0.131,
    "2-3 leaning": 0.209, "1-5": 0.618, "1-5 leaning": 0.252, "3-3": -0.492, "2-4": -0.57, "2-4 leaning": 0.03,
    "crossing": -3.605, "alone": -3.872, "alone_mass": -0.608, "alone_best": 0.983, "alone_best_mass": 0.366,
    "further": 3.814,
}  # fmt: skip
"""Dictionary, term base, names, numbers, marks and lengths."""

VECTORS: dict[str, float] = {
    "matched": 2.862, "unmatched": -2.596, "coverage": 0.992, "coverage_mass": 2.015, "least_coverage": 1.685,
    "margin": 0.171, "margin_mass": -0.257, "strange": -0.374, "stray": -0.969, "weakest": -0.393, "mass": 0.427,
    "cosine": 3.031, "cosine_mass": 3.974, "cosine_margin": 1.78, "cosine_margin_mass": 2.089,
    "cosine_strange": 0.507, "cosine_weakest": 2.614, "longer": -0.64, "length": -3.137, "length_squared": -1.047,
    "1-1": 1.617, "1-2": 0.477, "1-2 leaning": 0.962, "1-3": 0.116, "1-3 leaning": 1.391, "2-2": -0.334, "1-4": 0.205,
    "1-4 leaning": 1.951, "2-3": -0.202, "2-3 leaning": -0.013, "1-5": 0.625, "1-5 leaning": 0.422, "3-3": -0.188,
    "2-4": -0.447, "2-4 leaning": -0.241, "crossing": -3.028, "alone": -3.741, "alone_mass": -0.263,
    "alone_best": 1.042, "alone_best_mass": 0.332, "further": 3.529,
}  # fmt: skip
"""The same with the vectors of an encoder."""

STRUCTURE: dict[str, float] = {
    "both_begin": 0.5, "one_begins": -0.3, "torn": -0.5, "alone_note": 3.0,
    "note_facing_none": -3.0,
}  # fmt: skip
"""Paragraphs and notes. Set by hand: the texts that the others were fitted to have neither."""
