"""What each signal counts: numbers fitted to translated texts, one table without vectors and one with.

Fitted to the six chapters of MAC-Dev and altered copies of them, by `scripts/bench alignment --fit`; docs/alignment.md
says how. A bead's score is the sum of its signals by their weights and that of its shape.
"""

WORDS: dict[str, float] = {
    "matched": 3.16, "unmatched": -2.55, "coverage": 2.407, "coverage_mass": 1.793, "least_coverage": 2.421,
    "margin": 1.72, "margin_mass": 1.54, "strange": -1.977, "stray": -1.61, "weakest": 0.48, "mass": 1.934,
    "longer": -0.846, "length": -3.151, "length_squared": -1.118, "1-1": 1.841, "1-2": 1.068, "1-2 leaning": 1.008,
    "1-3": 0.311, "1-3 leaning": 1.464, "2-2": -0.128, "1-4": -0.082, "1-4 leaning": 2.183, "2-3": -0.133,
    "2-3 leaning": 0.217, "1-5": 0.624, "1-5 leaning": 0.256, "3-3": -0.493, "2-4": -0.576, "2-4 leaning": 0.046,
    "crossing": -3.603, "alone": -3.874, "alone_mass": -0.607, "alone_best": 0.987, "alone_best_mass": 0.369,
    "further": 3.814,
}  # fmt: skip
"""Dictionary, term base, names, numbers, marks and lengths."""

VECTORS: dict[str, float] = {
    "matched": 2.86, "unmatched": -2.594, "coverage": 0.99, "coverage_mass": 2.013, "least_coverage": 1.687,
    "margin": 0.174, "margin_mass": -0.255, "strange": -0.373, "stray": -0.97, "weakest": -0.392, "mass": 0.427,
    "cosine": 3.032, "cosine_mass": 3.974, "cosine_margin": 1.783, "cosine_margin_mass": 2.09,
    "cosine_strange": 0.509, "cosine_weakest": 2.614, "longer": -0.645, "length": -3.136, "length_squared": -1.049,
    "1-1": 1.615, "1-2": 0.475, "1-2 leaning": 0.964, "1-3": 0.11, "1-3 leaning": 1.401, "2-2": -0.335, "1-4": 0.215,
    "1-4 leaning": 1.947, "2-3": -0.204, "2-3 leaning": -0.007, "1-5": 0.63, "1-5 leaning": 0.429, "3-3": -0.187,
    "2-4": -0.454, "2-4 leaning": -0.224, "crossing": -3.029, "alone": -3.742, "alone_mass": -0.264,
    "alone_best": 1.046, "alone_best_mass": 0.335, "further": 3.53,
}  # fmt: skip
"""The same with the vectors of an encoder."""

STRUCTURE: dict[str, float] = {"both_begin": 0.5, "one_begins": -0.3, "torn": -0.5, "alone_note": 2.0}
"""Paragraphs and notes. Set by hand: the texts that the others were fitted to have neither."""
