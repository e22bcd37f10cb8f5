"""Bitexts with annotated beads: other people's corpora from their folders, our passages, and altered copies."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import passages
import scores

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Bitext:
    name: str
    en: list[str]
    zh: list[str]
    gold: set[Pair]


def read(folder: Path) -> list[Bitext]:
    """The bitexts of a folder: of github.com/bfsujason/mac (``dev/intertext``) or aligner-eval (``data/aca`` …)."""
    if found := sorted(folder.glob("*_zh.*_en.xml")):
        return [_of_mac(path) for path in found]
    if (folder / "gold").is_dir():
        return [_of_aligner_eval(folder, path.stem) for path in sorted((folder / "gold").glob("*.align"))]
    return []


def _of_mac(links: Path) -> Bitext:
    stem, number = links.name.split("_")[0].rsplit(".", 1)
    sides = {}
    for lang in ("en", "zh"):
        root = ET.parse(links.with_name(f"{stem}.{number}_{lang}.xml"))  # noqa: S314 - a file that the caller chose
        sides[lang] = [(s.get("id"), "".join(s.itertext()).strip()) for s in root.iter("s")]
    place = {lang: {id: n for n, (id, _) in enumerate(side)} for lang, side in sides.items()}
    gold = set()
    for link in ET.parse(links).iter("link"):  # noqa: S314
        en, zh = (link.get("xtargets") or ";").split(";")
        gold.add((_ids(en, place["en"]), _ids(zh, place["zh"])))
    return Bitext(links.stem, [text for _, text in sides["en"]], [text for _, text in sides["zh"]], gold)


def _ids(names: str, place: dict[str | None, int]) -> tuple[int, ...]:
    return tuple(sorted(place[name] for name in names.split()))


def _of_aligner_eval(folder: Path, name: str) -> Bitext:
    sides = [(folder / side / name).read_text(encoding="utf-8").splitlines() for side in ("src", "tgt")]
    gold = set()
    for line in (folder / "gold" / f"{name}.align").read_text(encoding="utf-8").splitlines():
        if line.strip():
            src, tgt = (re.findall(r"\d+", part) for part in line.split(":")[:2])
            gold.add((tuple(map(int, src)), tuple(map(int, tgt))))
    src_is_chinese = sum("\u4e00" <= c <= "\u9fff" for c in "".join(sides[0][:50])) > 50
    if src_is_chinese:
        return Bitext(f"{folder.name}/{name}", sides[1], sides[0], {(tgt, src) for src, tgt in gold})
    return Bitext(f"{folder.name}/{name}", sides[0], sides[1], gold)


def of_passages(half: str) -> list[Bitext]:
    """Our annotated passages: ``dev`` or ``test``."""
    found = [passages.read_linked(name) for name in passages.HALVES[half]]
    return [Bitext(p.name, p.sentences["en"], p.sentences["zh"], set(p.beads)) for p in found]


def altered(bitext: Bitext, seed: int, drop: float = 0.04, longest: int = 5, swap: float = 0.03) -> Bitext:
    """A copy in which runs of 1 to `longest` sentences lose their counterpart, and some neighbours change places."""
    dice = random.Random(seed)  # noqa: S311
    kept: list[tuple[list[int], list[int]]] = []
    left = [(list(en), list(zh)) for en, zh in sorted(bitext.gold, key=lambda b: (b[1] or (0,), b[0] or (0,)))]
    while left:
        if dice.random() >= drop:
            kept.append(left.pop(0))
            continue
        length, without_zh = dice.randint(1, longest), dice.random() < 0.5
        while left and length > 0:
            en, zh = left.pop(0)
            length -= len(en if without_zh else zh)
            kept.append((en, []) if without_zh else ([], zh))
    order = list(range(len(kept)))
    place = 0
    while place + 1 < len(order):
        neighbours = [kept[n] for n in order[place : place + 2]]
        if dice.random() < swap and all(len(en) == 1 and 1 <= len(zh) <= 2 for en, zh in neighbours):
            order[place], order[place + 1] = order[place + 1], order[place]
            place += 1
        place += 1
    en_ids = [i for en, _ in kept for i in sorted(en)]
    zh_ids = [j for n in order for j in sorted(kept[n][1])]
    en_place, zh_place = {i: n for n, i in enumerate(en_ids)}, {j: n for n, j in enumerate(zh_ids)}
    gold: set[Pair] = set()
    for en, zh in kept:
        e, z = tuple(sorted(en_place[i] for i in en)), tuple(sorted(zh_place[j] for j in zh))
        gold |= {(e, z)} if e and z else {((i,), ()) for i in e} | {((), (j,)) for j in z}
    return Bitext(f"{bitext.name}, altered", [bitext.en[i] for i in en_ids], [bitext.zh[j] for j in zh_ids], gold)


def score(pairs: Iterable[tuple[set[Pair], set[Pair]]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 over found and annotated beads: strict, lax, and of null beads.

    Strict: the same sentences on both sides, null beads included. Lax: a bead shares a sentence pair with one of the
    other set; null beads are left out.
    """
    strict, lax, null = [0, 0, 0], [0, 0, 0, 0], [0, 0, 0]
    for found, gold in pairs:
        linked, linked_found = ({(i, j) for en, zh in beads for i in en for j in zh} for beads in (gold, found))
        _add(strict, len(found & gold), found, gold)
        lax[0] += sum(any((i, j) in linked for i in en for j in zh) for en, zh in found)
        lax[1] += sum(bool(en and zh) for en, zh in found)
        lax[2] += sum(any((i, j) in linked_found for i in en for j in zh) for en, zh in gold)
        lax[3] += sum(bool(en and zh) for en, zh in gold)
        _add(null, len(_nulls(found) & _nulls(gold)), _nulls(found), _nulls(gold))
    precision, recall = lax[0] / max(lax[1], 1), lax[2] / max(lax[3], 1)
    lax_f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"strict": scores.prf(*strict), "lax": (precision, recall, lax_f1), "null beads": scores.prf(*null)}


def _add(total: list[int], right: int, found: set[Pair], gold: set[Pair]) -> None:
    total[0] += right
    total[1] += len(found)
    total[2] += len(gold)


def _nulls(pairs: set[Pair]) -> set[Pair]:
    return {pair for pair in pairs if not pair[0] or not pair[1]}


def recall_by_type(pairs: Iterable[tuple[set[Pair], set[Pair]]]) -> dict[str, tuple[int, int]]:
    """Annotated beads found and all, by the numbers of English and Chinese sentences; the commonest first."""
    counts: dict[str, tuple[int, int]] = {}
    for found, gold in pairs:
        for bead in gold:
            kind = f"{len(bead[0])}-{len(bead[1])}"
            right, total = counts.get(kind, (0, 0))
            counts[kind] = (right + (bead in found), total + 1)
    return dict(sorted(counts.items(), key=lambda item: (-item[1][1], item[0])))
