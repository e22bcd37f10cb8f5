"""Beads found in the six development chapters of MAC, a Chinese–English corpus of novels.

The texts are other people's and not in this repository: give the folder ``dev/intertext`` of
github.com/bfsujason/mac. Beads are scored strictly (the same sentences on both sides), null beads
included; "lax" counts a found bead that shares a sentence pair with an annotated one. No term base
is used. ``--fit`` searches the weights of `glossary.align.beads` anew: on the chapters as they are and
on copies with sentences left out, added and exchanged at random, which the chapters hardly have.
"""

from __future__ import annotations

import argparse
import random
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import scores

from glossary.align import beads
from glossary.align.evidence import Evidence, gather

Pair = tuple[tuple[int, ...], tuple[int, ...]]
SHARE_OF_ALTERED = 0.4


class Document(NamedTuple):
    en: list[str]
    zh: list[str]
    gold: set[Pair]
    evidence: Evidence


def read(folder: Path) -> list[Document]:
    documents = []
    for links in sorted(folder.glob("*_zh.*_en.xml")):
        number = links.name.split("_")[0].rpartition(".")[2]
        sides = {}
        for lang in ("en", "zh"):
            root = ET.parse(folder / f"dev-anno.{number}_{lang}.xml")  # noqa: S314 - a file that the caller chose
            sides[lang] = [(s.get("id"), "".join(s.itertext()).strip()) for s in root.iter("s")]
        place = {lang: {id: n for n, (id, _) in enumerate(side)} for lang, side in sides.items()}
        gold = set()
        for link in ET.parse(links).iter("link"):  # noqa: S314
            en, zh = (link.get("xtargets") or ";").split(";")
            gold.add((_ids(en, place["en"]), _ids(zh, place["zh"])))
        documents.append(_document([t for _, t in sides["en"]], [t for _, t in sides["zh"]], gold))
    return documents


def _ids(names: str, place: dict[str | None, int]) -> tuple[int, ...]:
    return tuple(sorted(place[name] for name in names.split()))


def _document(en: list[str], zh: list[str], gold: set[Pair]) -> Document:
    return Document(en, zh, gold, gather(en, zh, [()] * len(en), [()] * len(zh)))


def find(document: Document) -> set[Pair]:
    found = beads.find_beads(document.evidence, [len(s) for s in document.en], [len(s) for s in document.zh])
    return {(en, zh) for en, zh, _ in found}


def score(documents: list[Document]) -> dict[str, tuple[float, float, float]]:
    strict, lax, null = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for document in documents:
        found, gold = find(document), document.gold
        pairs = {(i, j) for en, zh in gold for i in en for j in zh}
        found_pairs = {(i, j) for en, zh in found for i in en for j in zh}
        _add(strict, len(found & gold), found, gold)
        touching = [b for b in found if any((i, j) in pairs for i in b[0] for j in b[1])]
        touched = [b for b in gold if any((i, j) in found_pairs for i in b[0] for j in b[1])]
        lax = [lax[0] + len(touching), lax[1] + sum(bool(b[0] and b[1]) for b in found), lax[2] + len(touched)]
        _add(null, len(_nulls(found) & _nulls(gold)), _nulls(found), _nulls(gold))
    with_both = sum(bool(b[0] and b[1]) for d in documents for b in d.gold)
    precision, recall = lax[0] / max(lax[1], 1), lax[2] / max(with_both, 1)
    lax_f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"strict": scores.prf(*strict), "lax": (precision, recall, lax_f1), "null beads": scores.prf(*null)}


def _add(total: list[int], right: int, found: set[Pair], gold: set[Pair]) -> None:
    total[0] += right
    total[1] += len(found)
    total[2] += len(gold)


def _nulls(pairs: set[Pair]) -> set[Pair]:
    return {pair for pair in pairs if not pair[0] or not pair[1]}


def altered(document: Document, seed: int, drop: float = 0.06, swap: float = 0.03) -> Document:
    """A copy in which runs of beads lose one side, and neighbours stand in exchanged order."""
    dice = random.Random(seed)  # noqa: S311
    kept: list[tuple[list[int], list[int]]] = []
    left = [(list(en), list(zh)) for en, zh in sorted(document.gold, key=lambda b: (b[1] or (0,), b[0] or (0,)))]
    while left:
        if dice.random() < drop:
            run, without_zh = dice.randint(1, 3), dice.random() < 0.5
            kept += [(en, []) if without_zh else ([], zh) for en, zh in left[:run]]
            left = left[run:]
        else:
            kept.append(left.pop(0))
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
    return _document([document.en[i] for i in en_ids], [document.zh[j] for j in zh_ids], gold)


def fit(documents: list[Document], rounds: int = 3) -> None:
    copies = [altered(document, 100 + n) for n, document in enumerate(documents)]

    def worth() -> float:
        as_they_are, changed = score(documents)["strict"][2], score(copies)["strict"][2]
        return (1 - SHARE_OF_ALTERED) * as_they_are + SHARE_OF_ALTERED * changed

    best = worth()
    for number in range(rounds):
        for name in beads.WEIGHTS:
            for change in (lambda w: w * 0.8, lambda w: w * 1.25, lambda w: w - 0.1, lambda w: w + 0.1):
                before = beads.WEIGHTS[name]
                beads.WEIGHTS[name] = round(change(before), 3)
                if (value := worth()) > best + 1e-4:
                    best = value
                else:
                    beads.WEIGHTS[name] = before
        print(f"round {number + 1}: {best:.4f} {beads.WEIGHTS}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="dev/intertext of github.com/bfsujason/mac")
    parser.add_argument("--fit", action="store_true", help="search the weights anew (some minutes)")
    args = parser.parse_args()
    start = time.perf_counter()
    documents = read(args.folder)
    if not documents:
        parser.error(f"{args.folder} has no *_zh.*_en.xml")
    count = sum(len(d.en) + len(d.zh) for d in documents)
    if args.fit:
        fit(documents)
    start = time.perf_counter() - (time.perf_counter() - start if not args.fit else 0)
    fresh = [altered(document, 700 + n) for n, document in enumerate(documents)]
    for name, group in (("as they are", documents), ("altered at random, seeds not fitted to", fresh)):
        print(f"\nMAC-Dev, {len(group)} chapters, {name} (the weights were fitted to these chapters)")
        for kind, (precision, recall, f1) in score(group).items():
            print(f"  {kind:<11} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    if not args.fit:
        print(f"\n{count} sentences read, compared and aligned twice in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
