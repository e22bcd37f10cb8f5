"""Precision, recall and F1 of found against annotated items."""

from __future__ import annotations

from collections.abc import Collection


def line(found: Collection[object], gold: Collection[object]) -> str:
    right = len(set(found) & set(gold))
    precision, recall, f1 = prf(right, len(set(found)), len(set(gold)))
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({right} of {len(set(gold))})"


def prf(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
