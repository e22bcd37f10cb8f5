"""What each signal counts: numbers fitted to translated texts, one table without vectors and one with.

Fitted to the six chapters of MAC-Dev and altered copies of them, by `scripts/bench alignment --fit`; docs/alignment.md
says how. A bead's score is the sum of its signals by their weights and that of its shape.
"""

WORDS: dict[str, float] = {
    "matched": 3.127, "unmatched": -2.564, "coverage": 2.428, "coverage_mass": 1.783, "least_coverage": 2.482,
    "margin": 1.69, "margin_mass": 1.28, "strange": -1.873, "stray": -1.57, "weakest": 0.636, "mass": 1.902,
    "longer": -0.784, "length": -3.145, "length_squared": -1.081, "1-1": 2.124, "1-2": 1.556, "1-3": 0.62, "2-2": 0.4,
    "1-4": 0.282, "2-3": 0.267, "1-5": -1.075, "3-3": 0.195, "2-4": -1.118, "leaning": 2.05, "crossing": -3.571,
    "alone": -3.749, "alone_mass": -0.561, "alone_best": 0.917, "alone_best_mass": 0.47, "further": 3.741,
}  # fmt: skip
"""Dictionary, term base, names, numbers, marks and lengths."""

VECTORS: dict[str, float] = {
    "matched": 2.817, "unmatched": -2.589, "coverage": 1.026, "coverage_mass": 2.007, "least_coverage": 1.749,
    "margin": 0.142, "margin_mass": -0.506, "strange": -0.323, "stray": -0.954, "weakest": -0.266, "mass": 0.368,
    "cosine": 3.109, "cosine_mass": 3.969, "cosine_margin": 1.845, "cosine_margin_mass": 1.964,
    "cosine_strange": 0.78, "cosine_weakest": 2.604, "longer": -0.619, "length": -3.137, "length_squared": -1.011,
    "1-1": 1.864, "1-2": 0.955, "1-3": 0.46, "2-2": 0.163, "1-4": 0.493, "2-3": 0.11, "1-5": -0.762, "3-3": 0.457,
    "2-4": -1.111, "leaning": 1.932, "crossing": -2.987, "alone": -3.611, "alone_mass": -0.227, "alone_best": 1.035,
    "alone_best_mass": 0.398, "further": 3.458,
}  # fmt: skip
"""The same with the vectors of an encoder."""

STRUCTURE: dict[str, float] = {"both_begin": 0.5, "one_begins": -0.3, "torn": -0.5, "alone_note": 2.0}
"""Paragraphs and notes. Set by hand: the texts that the others were fitted to have neither."""
