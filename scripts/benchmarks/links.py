"""How well words and terms are linked inside a bead.

``--words FOLDER``: alignment error rate on the 450 word-aligned sentence pairs of github.com/neulab/awesome-align
(give a folder with its ``examples/zhen.src-tgt`` and ``examples/zhen.gold``; the texts are other people's and not
in this repository). Pairs 1–225 are development, the others the test half.

``--part test`` takes the test half of every set; it is for the last run, not for work on the program.
``--encoder NAME`` adds vectors; see `glossary.align.encoders.named`.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path

from glossary.align import encoders
from glossary.align.encoders import Encoder
from glossary.align.words import word_links

HALF = 225
Pair = tuple[int, int]


class Tagged:
    """A sentence pair with its words, and the pairs of words that are sure and possible links."""

    def __init__(self, texts: str, links: str) -> None:
        zh, en = texts.split(" ||| ")
        self.en, self.zh = en.split(), zh.split()
        self.sure: set[Pair] = set()
        self.possible: set[Pair] = set()
        for link in links.split():
            i, j = (int(number) - 1 for number in re.split("[-p]", link))
            self.possible.add((j, i))
            if "-" in link:
                self.sure.add((j, i))


def read_words(folder: Path, part: str) -> list[Tagged]:
    texts = (folder / "zhen.src-tgt").read_text(encoding="utf-8").splitlines()
    links = (folder / "zhen.gold").read_text(encoding="utf-8").splitlines()
    pairs = [Tagged(*pair) for pair in zip(texts, links, strict=True)]
    return pairs[:HALF] if part == "dev" else pairs[HALF:]


def score_words(pairs: list[Tagged], encoder: Encoder | None) -> tuple[float, float, float]:
    """Alignment error rate, precision, recall (Och and Ney 2003)."""
    found = sure = right = right_sure = 0
    for pair in pairs:
        links = {(i, j) for i, j, _ in word_links(pair.en, pair.zh, encoder=encoder)}
        found += len(links)
        sure += len(pair.sure)
        right += len(links & pair.possible)
        right_sure += len(links & pair.sure)
    return 1 - (right + right_sure) / (found + sure), right / max(found, 1), right_sure / sure


def print_words(folder: Path, part: str, encoder: Encoder | None) -> None:
    pairs = read_words(folder, part)
    word_links(["weapon"], ["武器"])  # the dictionary is read
    start = time.perf_counter()
    error, precision, recall = score_words(pairs, encoder)
    seconds = time.perf_counter() - start
    print(
        f"word links, {part}, {len(pairs)} pairs: alignment error rate {error:.3f} "
        f"(precision {precision:.3f}, recall {recall:.3f}); {seconds:.1f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=Path, metavar="FOLDER", help="with zhen.src-tgt and zhen.gold")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--encoder", metavar="NAME", help="such as default")
    args = parser.parse_args()
    encoder = encoders.named(args.encoder) if args.encoder else None
    print(f"encoder {args.encoder or 'none'}; {args.part} halves")
    if args.words:
        print_words(args.words, args.part, encoder)


if __name__ == "__main__":
    main()
