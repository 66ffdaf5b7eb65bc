"""How fast texts become vectors: our encoder against sentence-transformers on torch, side by side.

    .venv/bin/python bench/embedding.py [--texts 600] [--rounds 5]

Both encode the same made-up texts of mixed length (3 to 300 words, half of them under 25) in turns in one
process, so that whatever else the machine does hits both. The ratio is that of the medians. Loading and
memory are measured in processes of their own. The vector cache takes no part.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np

from stance.embedding import encoders

ASKED = 2.3

LOADS = {
    "sentence-transformers on torch": """
from sentence_transformers import SentenceTransformer
from stance.embedding import encoders
SentenceTransformer(str(encoders.model_folder()), device="cpu").encode(["a ceasefire now"])
""",
    "stance.embedding": """
from stance.embedding import encoders
encoders.current().encode(["a ceasefire now"])
""",
}


def made_up(count: int, seed: int = 1) -> list[str]:
    """Texts of common words; lengths are log-normal with a median of 24 words, 3 to 300."""
    words = (encoders.model_folder() / "vocab.txt").read_text(encoding="utf-8").split()
    words = [w for w in words[2000:12000] if w.isalpha()]
    draw = random.Random(seed)  # noqa: S311
    lengths = [int(min(300, max(3, draw.lognormvariate(3.2, 0.8)))) for _ in range(count)]
    return [" ".join(draw.choices(words, k=n)) for n in lengths]


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Seconds of each round for both encoders; also prints how alike their vectors are."""
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(encoders.model_folder()), device="cpu")
    ours = encoders.current()
    alike = np.sum(theirs.encode(list(texts)) * ours.encode(texts), axis=1)
    print(f"cosine with the reference: {alike.min():.6f} at worst, {alike.mean():.6f} on average")
    took: dict[str, list[float]] = {name: [] for name in LOADS}
    for _ in range(rounds):
        took["sentence-transformers on torch"].append(seconds(lambda: theirs.encode(list(texts))))
        took["stance.embedding"].append(seconds(lambda: ours.encode(texts)))
    return took


def load(script: str) -> tuple[float, float]:
    """Seconds from a fresh interpreter to the first vector, and its peak memory in MB."""
    ending = (
        "\nimport json, re, pathlib\n"
        "took = time.perf_counter() - begun\n"
        # Not getrusage: a child's peak starts at its parent's.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())\n"
        "print(json.dumps([took, int(peak[1]) / 1024]))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", "import time\nbegun = time.perf_counter()\n" + script + ending],
        capture_output=True,
        text=True,
        check=True,
    )
    took, peak = json.loads(done.stdout.splitlines()[-1])
    return took, peak


def main() -> int:
    """Print the figures; status 1 where the ratio asked for is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    took = in_turns(made_up(options.texts), options.rounds)
    rates = {name: options.texts / statistics.median(times) for name, times in took.items()}
    print(f"{options.texts} texts, {options.rounds} rounds, {encoders.threads()} threads")
    for name, script in LOADS.items():
        start, peak = load(script)
        print(f"{name}: {rates[name]:.0f} texts/s; first vector {start:.1f} s, {peak:.0f} MB")
    theirs, ours = rates.values()
    print(f"ratio: {ours / theirs:.2f} (asked: {ASKED})")
    return 0 if ours / theirs >= ASKED else 1


if __name__ == "__main__":
    sys.exit(main())
