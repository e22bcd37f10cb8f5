"""Beads and mentions found in the sample passage against its annotation, and every miss."""

from __future__ import annotations

import passages
import scores

import glossary


def main() -> None:
    base = glossary.load()
    gold = passages.read()
    print(f"base {base.version}; tests/gold/dialogue, annotated before the code ran on it")
    alignment = base.align(gold.texts["en"], gold.texts["zh"])
    for lang, sentences in (("en", alignment.en), ("zh", alignment.zh)):
        print(f"\nsentences {lang}  {scores.line([s.text for s in sentences], gold.sentences[lang])}")
    found = [(bead.en, bead.zh) for bead in alignment.beads]
    print(f"\nbeads  {scores.line(found, gold.beads)}")
    for bead in sorted(set(gold.beads) - set(found)):
        print(f"  missed {bead}")
    for bead in sorted(set(found) - set(gold.beads)):
        print(f"  wrong  {bead}")
    for lang in ("en", "zh"):
        text = gold.texts[lang]
        mentions = [(m.start, m.end, m.concept.id) for m in base.recognize(text)]
        print(f"\nmentions {lang}  {scores.line(mentions, gold.mentions[lang])}")
        for start, end, id in sorted(set(gold.mentions[lang]) - set(mentions)):
            print(f"  missed {start}-{end} {text[start:end]!r} {id}")
        for start, end, id in sorted(set(mentions) - set(gold.mentions[lang])):
            print(f"  wrong  {start}-{end} {text[start:end]!r} {id}")


if __name__ == "__main__":
    main()
