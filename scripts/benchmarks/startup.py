"""What `import glossary` costs over a bare interpreter: medians of whole processes, in turn."""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time

RUNS = 41


def seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main() -> None:
    programs = {
        "bare": "pass",
        "import glossary": "import glossary",
        "from glossary import TermBase": "from glossary import TermBase",
        "exact lookup": "import glossary; assert glossary.load().lookup('artificial intelligence')",
        "fuzzy lookup": "import glossary; assert glossary.load().lookup('artifical inteligence')",
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for run in range(RUNS + 1):
        for name, code in programs.items():
            elapsed = seconds(code)
            if run:  # the first fills caches
                times[name].append(elapsed)
    print(f"Python {platform.python_version()}, {platform.machine()}, medians of {RUNS} processes each, in turn")
    bare = statistics.median(times["bare"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:<32}{1000 * median:7.1f} ms   {1000 * (median - bare):+7.1f} ms over bare")


if __name__ == "__main__":
    main()
