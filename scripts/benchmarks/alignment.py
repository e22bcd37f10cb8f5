"""Beads found in annotated bitexts: our passages, and corpora of other people in folders.

The corpora are not in this repository. Give folders of github.com/bfsujason/mac (``dev/intertext``,
``test/intertext``) or of github.com/bfsujason/aligner-eval (``data/aca``, ``data/pol``, ``data/mag``). Strict: the same
sentences on both sides, null beads included; lax: a bead shares a sentence pair with an annotated one. No term base is
used for the corpora. The weights were fitted to MAC's ``dev/intertext``: what is printed for that folder is honest only
with ``--leave-one-out``.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import bitexts
import fitting
from bitexts import Bitext, Pair

import glossary
from glossary.align import encoders, evidence
from glossary.align.passages import Passage, passage_of
from glossary.align.signals import Side, Signals
from glossary.align.weights import STRUCTURE
from glossary.align.windows import beads_of

SEED_OF_COPIES = 700
"""The altered copies that are measured; those that weights are fitted to have the seeds from 100 on."""


class Comparer:
    """Evidence and sides of a bitext, with the vectors of an encoder or without."""

    def __init__(self, encoder: Any = None) -> None:
        self._known: dict[str, Any] = {}
        self._encode = self._remembering(encoder) if encoder else None
        self._recognizer: Any = None

    def _remembering(self, encoder: Any) -> Any:
        """The encoder, which encodes no sentence twice."""

        def encode(texts: list[str]) -> Any:
            if new := [text for text in texts if text not in self._known]:
                self._known.update(zip(new, encoder(new), strict=True))
            return [self._known[text] for text in texts]

        return encode

    def passages(self, bitext: Bitext, *, terms: bool = False) -> tuple[Passage, Passage]:
        """Both sides as the aligner takes them; with the mentions of the bundled base, or none."""
        if terms:
            self._recognizer = self._recognizer or glossary.load()._recognizer  # noqa: SLF001
        recognizer = self._recognizer if terms else NOTHING
        en, zh = (passage_of(side, recognizer, self._encode) for side in (bitext.en, bitext.zh))
        return en, zh

    def signals(self, bitext: Bitext) -> Signals:
        found = evidence.gather(bitext.en, bitext.zh, [()] * len(bitext.en), [()] * len(bitext.zh))
        vectors = [encoders.vectors_of(side, self._encode) if self._encode else None for side in (bitext.en, bitext.zh)]
        return Signals(found, Side.of(bitext.en, None, vectors[0]), Side.of(bitext.zh, None, vectors[1]))

    def find(self, bitext: Bitext, weights: dict[str, float] | None = None, *, terms: bool = False) -> set[Pair]:
        table = weights and weights | STRUCTURE
        return {(en, zh) for en, zh, _ in beads_of(*self.passages(bitext, terms=terms), table)}


class _Nothing:
    """A recognizer without terms."""

    def recognize(self, _: str, **__: Any) -> list[Any]:
        return []


NOTHING: Any = _Nothing()


def report(title: str, pairs: list[tuple[set[Pair], set[Pair]]], note: str = "") -> None:
    count = sum(len(gold) for _, gold in pairs)
    print(f"\n{title}: {len(pairs)} texts, {count} beads{note}")
    for kind, (precision, recall, f1) in bitexts.score(pairs).items():
        print(f"  {kind:<11} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    types = bitexts.recall_by_type(pairs)
    print("  recall by type (en-zh)  " + "  ".join(f"{kind} {a}/{b}" for kind, (a, b) in list(types.items())[:12]))


def copies(texts: Sequence[Bitext]) -> list[Bitext]:
    return [bitexts.altered(text, SEED_OF_COPIES + n) for n, text in enumerate(texts)]


def measure(texts: list[Bitext], comparer: Comparer, title: str, *, terms: bool = False) -> None:
    start = time.perf_counter()
    pairs = [(comparer.find(text, terms=terms), text.gold) for text in texts]
    seconds = time.perf_counter() - start
    sentences = sum(len(t.en) + len(t.zh) for t in texts)
    report(title, pairs, f"; {sentences} sentences in {seconds:.1f} s")


def examples(texts: Iterable[Bitext], comparer: Comparer, weight: float) -> list[fitting.Example]:
    return [
        fitting.example(comparer.signals(part), part.gold, weight) for text in texts for part in fitting.parts(text)
    ]


def to_fit(text: Bitext, number: int, comparer: Comparer) -> list[fitting.Example]:
    """A chapter as it is, and at half the weight a copy with sentences left out, added and exchanged."""
    return examples([text], comparer, 1.0) + examples([bitexts.altered(text, 100 + number)], comparer, 0.5)


def leave_one_out(texts: list[Bitext], comparer: Comparer, *, rounds: int = 60) -> None:
    order = fitting.names(comparer.signals(texts[0]))
    of_each = [to_fit(text, n, comparer) for n, text in enumerate(texts)]
    fresh = copies(texts)
    plain, changed = [], []
    for left_out, text in enumerate(texts):
        weights = fitting.fit([e for n, es in enumerate(of_each) if n != left_out for e in es], order, rounds)
        plain.append((comparer.find(text, weights), text.gold))
        changed.append((comparer.find(fresh[left_out], weights), fresh[left_out].gold))
    report("Leaving one out, as they are", plain)
    report("Leaving one out, altered at random (runs of 1 to 5 sentences without counterpart, exchanges)", changed)


KINDS: dict[str, Callable[[str], bool]] = {
    "numbers and dates": lambda name: name[0] == "#",
    "names in pinyin": lambda name: name[0] == "~",
    "marks": lambda name: name in evidence.MARKS,
    "sentences that are the same": lambda name: name[0] == "|",
    "words of the dictionary": lambda name: name[0] not in "#~|=" + evidence.MARKS and not name.isascii(),
    "Latin strings": lambda name: name[0] not in "#~|=" + evidence.MARKS and name.isascii(),
}
"""Features of Chinese sentences by kind."""

GROUPS = {
    "lengths": ("length", "length_squared", "longer"),
    "margins": ("margin", "margin_mass", "cosine_margin", "cosine_margin_mass"),
    "shares": ("coverage", "coverage_mass", "least_coverage"),
    "masses": ("matched", "unmatched", "mass"),
    "weakest sentence": ("stray", "weakest", "strange", "cosine_weakest", "cosine_strange"),
    "vectors": ("cosine", "cosine_mass", "cosine_margin", "cosine_margin_mass", "cosine_weakest", "cosine_strange"),
}


def ablate(texts: list[Bitext], comparer: Comparer) -> None:
    """Fitted anew to every other text without one signal, measured on the rest and on altered copies of it."""
    print("\nWithout one signal: fitted to every other text, strict F1 on the rest, and on altered copies of it")
    _ablated("everything", texts, comparer)
    chinese_words = evidence.chinese_words
    for kind, belongs in KINDS.items():
        evidence.chinese_words = lambda s, drop=belongs: {k: v for k, v in chinese_words(s).items() if not drop(k)}
        _ablated(f"- {kind}", texts, comparer)
    evidence.chinese_words = chinese_words
    for group, signals in GROUPS.items():
        _ablated(f"- {group}", texts, comparer, signals)


def _ablated(name: str, texts: list[Bitext], comparer: Comparer, without: Sequence[str] = ()) -> None:
    order = fitting.names(comparer.signals(texts[0]))
    if without and not set(without) & set(order):
        return
    found = [example for n, text in enumerate(texts[::2]) for example in to_fit(text, 2 * n, comparer)]
    for example in found:
        for number, signal in enumerate(order):
            if signal in without:
                example.gold[number] = 0
                for values in example.signals.values():
                    values[number] = 0
    weights = fitting.fit(found, order, 40)
    scores = [
        bitexts.score((comparer.find(t, weights), t.gold) for t in group)["strict"][2]
        for group in (texts[1::2], copies(texts)[1::2])
    ]
    print(f"  {name:<32} {scores[0]:.3f}  {scores[1]:.3f}", flush=True)


def peers(texts: list[Bitext], title: str, hunalign: Path | None) -> None:
    """Gale and Church's aligner as nltk has it, and hunalign with the dictionary beside its program."""
    try:
        from nltk.translate import gale_church
    except ImportError:
        print("\nGale–Church: nltk is not installed")
    else:
        pairs = []
        for text in texts:
            linked = gale_church.align_blocks([len(s) for s in text.zh], [len(s) for s in text.en])
            pairs.append((_beads_of(text, {(i, j) for j, i in linked}), text.gold))
        report(f"{title}, Gale–Church (nltk)", pairs)
    if hunalign:
        report(f"{title}, hunalign", [(_hunalign(text, hunalign), text.gold) for text in texts])


def _beads_of(text: Bitext, linked: set[tuple[int, int]]) -> set[Pair]:
    """The beads that sentence pairs make: those that hang together."""
    sentences = [("en", i) for i in range(len(text.en))] + [("zh", j) for j in range(len(text.zh))]
    group = {sentence: {sentence} for sentence in sentences}
    for i, j in linked:
        joined = group["en", i] | group["zh", j]
        for member in joined:
            group[member] = joined
    en, zh = (lambda members, lang=lang: tuple(sorted(k for s, k in members if s == lang)) for lang in ("en", "zh"))
    return {(en(members), zh(members)) for members in group.values()}


def _hunalign(text: Bitext, program: Path) -> set[Pair]:
    with tempfile.TemporaryDirectory() as folder:
        zh, en = Path(folder, "zh"), Path(folder, "en")
        zh.write_text("\n".join(" ".join(s.replace(" ", "")) for s in text.zh) + "\n", encoding="utf-8")
        en.write_text("\n".join(text.en) + "\n", encoding="utf-8")
        words = Path(folder, "words.dic")
        words.write_text("".join(_entries()), encoding="utf-8")
        command = [str(program), "-utf", "-realign", str(words), str(zh), str(en)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rungs = [tuple(int(n) for n in line.split("\t")[:2]) for line in found.splitlines() if line.strip()]
    pairs: set[Pair] = set()
    for (j, i), (j2, i2) in pairwise(rungs):
        pair = tuple(range(i, i2)), tuple(range(j, j2))
        pairs |= {pair} if all(pair) else {((k,), ()) for k in pair[0]} | {((), (k,)) for k in pair[1]}
    return pairs


def _entries() -> Iterable[str]:
    from glossary.align import dictionary

    for word, entry in dictionary.words().items():
        for gloss in entry.glosses[:3]:
            if gloss.isascii() and len(gloss.split()) < 4:
                yield f"{gloss.lower()} @ {' '.join(word)}\n"


def steady(texts: list[Bitext], comparer: Comparer) -> None:
    """Beads that change when sentences of another text are added at the end."""
    changed = total = 0
    for n, text in enumerate(texts):
        other = texts[n - 1]
        size = random.Random(n).randint(1, 30)  # noqa: S311
        longer = Bitext("", text.en + other.en[:size], text.zh + other.zh[:size], set())
        before, after = comparer.find(text), comparer.find(longer)
        ends = len(text.en) - 20, len(text.zh) - 20
        early = {
            bead for bead in before if all(max(side, default=0) < end for side, end in zip(bead, ends, strict=True))
        }
        changed += len(early - after)
        total += len(early)
    print(f"\nAdding 1 to 30 sentences at the end changes {changed} of {total} beads more than 20 sentences earlier")


def calibration(texts: list[Bitext], comparer: Comparer, *, terms: bool) -> None:
    """How often beads of a score are right."""
    found = [
        (score, (en, zh) in text.gold)
        for text in texts
        for en, zh, score in beads_of(*comparer.passages(text, terms=terms))
    ]
    print("\nscore        beads  mean score  right")
    for low, high in pairwise((0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)):
        inside = [(score, right) for score, right in found if low <= score < high]
        if inside:
            mean, share = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            print(f"{low:.2f}–{min(high, 1):.2f}  {len(inside):>7}  {mean:>10.2f}  {share:>5.2f}")


def speed(texts: list[Bitext], encoder: Any) -> None:
    import resource

    base = glossary.load()
    en, zh = [s for t in texts for s in t.en], [s for t in texts for s in t.zh]
    base.align(en[:50], zh[:40], encoder)
    for times in (1, 4):
        start = time.process_time()
        base.align(en * times, zh * times, encoder)
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        count = (len(en) + len(zh)) * times
        rate = f"{count / seconds:.0f} a second of processor time"
        print(f"\nbase.align, {count} sentences as one text: {rate}; peak {peak:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="corpora, see above")
    parser.add_argument("--encoder", action="store_true", help="with the vectors of the extra [encoder]")
    parser.add_argument("--half", choices=("dev", "test"), default="dev", help="which of our passages")
    parser.add_argument("--leave-one-out", action="store_true", help="fit the weights without each text in turn")
    parser.add_argument("--fit", action="store_true", help="fit the weights to the texts and print them; needs scipy")
    parser.add_argument("--ablate", action="store_true", help="what each signal gives; needs scipy")
    parser.add_argument("--altered", action="store_true", help="also copies altered at random")
    parser.add_argument("--calibration", action="store_true", help="how often beads of a score are right")
    parser.add_argument("--steady", action="store_true", help="what sentences added at the end change")
    parser.add_argument("--speed", action="store_true", help="sentences a second of the whole")
    parser.add_argument("--peers", action="store_true", help="also Gale–Church, if nltk is installed")
    parser.add_argument("--hunalign", type=Path, help="the program of hunalign, as a peer")
    args = parser.parse_args()
    encoder = encoders.default() if args.encoder else None
    comparer = Comparer(encoder)
    print(f"{'with the vectors of the encoder' if encoder else 'no model'}; Python {sys.version.split()[0]}")
    sets = [(str(folder), bitexts.read(folder), False) for folder in args.folders]
    for name, texts, _ in sets:
        if not texts:
            parser.error(f"{name} has no *_zh.*_en.xml and no gold/*.align")
    if not sets:
        sets = [(f"Our passages, {args.half}", bitexts.of_passages(args.half), True)]
    for name, texts, ours in sets:
        if args.fit:
            order = fitting.names(comparer.signals(texts[0]))
            print(fitting.fit([e for n, text in enumerate(texts) for e in to_fit(text, n, comparer)], order))
            continue
        if args.leave_one_out:
            leave_one_out(texts, comparer)
        elif args.ablate:
            ablate(texts, comparer)
        elif args.calibration:
            calibration(texts, comparer, terms=ours)
        elif args.steady:
            steady(texts, comparer)
        elif args.speed:
            speed(texts, encoder)
        else:
            measure(texts, comparer, name, terms=ours)
            if args.altered:
                measure(copies(texts), comparer, f"{name}, altered at random")
            if args.peers or args.hunalign:
                peers(texts, name, args.hunalign)


if __name__ == "__main__":
    main()
