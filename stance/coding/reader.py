"""The first reading: whose side a text takes on each concept of an issue, for any concept that has a name.

A small cross-encoder that was taught support, opposition and silence on over a thousand questions
(``teach``), none of them the issue at hand unless it is the ceasefire in Gaza. It runs on OpenVINO and needs
no torch but for one conversion, kept in the user's cache folder. A text is read once: its reading is kept by
text, concepts and reader.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import logging
import os
import shutil
import tempfile
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.coding.lexicon import CODERS
from stance.embedding import encoders, vectors
from stance.languages import language
from stance.records import STANCES, Concept, Issue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

NUMBERS = CODERS / "reader.npz"
# Layers that stay as published, of six: their states are computed once, and the rest is learnt from them.
# Then the rank of the corrections in the others, and their scale.
FROZEN, RANK, SCALE = 2, 32, 2.0
# Tokens of a concept's name, of a text, and of a batch (padding counted).
NAME_TOKENS = 24
TEXT_TOKENS = 256
BATCH_TOKENS = 2048
BATCH = 32
# The least that a probability can be: nothing is impossible.
LEAST = 1e-4
_loading = threading.Lock()


def read(issue: Issue, texts: Sequence[str]) -> NDArray[np.float64]:
    """Log-probabilities of ``STANCES`` on each concept of the issue, (n, concepts, 3).

    All are equal where the text is not English: the reader was taught no other language, and would be as sure
    of a refusal that it takes for a call.
    """
    import numpy as np

    names = [name_of(concept) for concept in issue.concepts]
    kept_under = f"{version()} {hashlib.sha256(repr(names).encode()).hexdigest()[:16]}"
    wanted = [text for text in dict.fromkeys(texts) if language(text) in ("", "en")]
    known = vectors.read(kept_under, wanted)
    if missing := [text for text in wanted if text not in known]:
        chances = _current().read(names, missing)
        # The roots of probabilities are a vector of known length, and so can be kept like one.
        rows = np.sqrt(chances / len(names)).reshape(len(missing), -1).astype(np.float32)
        fresh = dict(zip(missing, rows, strict=True))
        vectors.write(kept_under, fresh)
        known.update(fresh)
    unread = np.full(len(names) * len(STANCES), np.sqrt(1 / (len(names) * len(STANCES))))
    shape = (len(texts), len(names), len(STANCES))
    roots = np.array([known.get(text, unread) for text in texts], dtype=np.float64).reshape(shape)
    return np.log(np.maximum(roots**2 * len(names), LEAST))


def name_of(concept: Concept) -> str:
    """What the reader is told of a concept: its phrase, or else its name and how its definition begins."""
    return concept.phrase or f"{concept.name}: {concept.definition}"


@functools.cache
def version() -> str:
    """Which reader is in use, as vectors and coders name it."""
    return f"reader@{hashlib.sha256(NUMBERS.read_bytes()).hexdigest()[:8]}"


def learnt_from() -> str:
    """The digest of what the reader was taught, as it stands in its file; empty where there is no file."""
    import numpy as np

    if not NUMBERS.is_file():
        return ""
    with np.load(NUMBERS, allow_pickle=False) as data:
        return str(data["learnt_from"])


def _current() -> Reader:
    with _loading:
        return _load(version())


@functools.lru_cache(maxsize=1)
def _load(version: str) -> Reader:
    return Reader(_converted(version))


class Reader:
    """The converted network, one request a processor."""

    def __init__(self, model: Path) -> None:
        import openvino as ov
        from tokenizers import Tokenizer

        threads = encoders.threads()
        settings = {
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "THROUGHPUT",
            "NUM_STREAMS": str(threads),
            "INFERENCE_NUM_THREADS": threads,
        }
        self._model = ov.Core().compile_model(str(model), "CPU", settings)
        self._queue = ov.AsyncInferQueue(self._model, threads)
        self._tokenizer = Tokenizer.from_file(str(encoders.model_folder() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._busy = threading.Lock()

    def read(self, names: Sequence[str], texts: Sequence[str]) -> NDArray[np.float64]:
        """Probabilities of ``STANCES`` on each concept, (n, names, 3)."""
        import numpy as np

        concepts = [_cut(e.ids, NAME_TOKENS) for e in self._tokenizer.encode_batch_fast(list(names))]
        tokens = [_cut(e.ids, TEXT_TOKENS) for e in self._tokenizer.encode_batch_fast(list(texts))]
        order = sorted(range(len(tokens)), key=lambda i: -len(tokens[i]))
        ends = np.cumsum([len(ids) for ids in concepts])
        found = np.empty((len(tokens), len(concepts), len(STANCES)))

        def keep(request: Any, rows: list[int]) -> None:  # noqa: ANN401
            said = request.get_output_tensor(0).data
            # Concepts stand first, so their places are the same in each row.
            parts = np.split(said[:, : ends[-1]], ends[:-1], axis=1)
            found[rows] = np.stack([part.mean(axis=1) for part in parts], axis=1)

        with self._busy:
            self._queue.set_callback(keep)
            for rows in _batches(order, [int(ends[-1]) + len(ids) for ids in tokens]):
                self._queue.start_async(_rows(concepts, [tokens[i] for i in rows]), rows)
            self._queue.wait_all()
        raised = np.exp(found - found.max(axis=2, keepdims=True))
        chances: NDArray[np.float64] = raised / raised.sum(axis=2, keepdims=True)
        return chances


def _cut(ids: Sequence[int], longest: int) -> list[int]:
    """At most ``longest`` tokens, the last of them the one that ends every text."""
    return list(ids) if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    start = 0
    while start < len(order):
        fit = max(1, min(BATCH, BATCH_TOKENS // lengths[order[start]]))
        yield list(order[start : start + fit])
        start += fit


def _rows(concepts: list[list[int]], texts: list[list[int]]) -> list[np.ndarray]:
    """Token numbers, positions, parts (0 the text) and mask, each int64 (texts, longest)."""
    import numpy as np

    head = [token for ids in concepts for token in ids]
    longest = len(head) + max(map(len, texts))
    made = np.zeros((4, len(texts), longest), dtype=np.int64)
    made[0, :, : len(head)] = head
    made[1, :, : len(head)] = [place for ids in concepts for place in range(len(ids))]
    made[2, :, : len(head)] = [part for part, ids in enumerate(concepts, start=1) for _ in ids]
    made[3, :, : len(head)] = 1
    for row, ids in enumerate(texts):
        end = len(head) + len(ids)
        made[0, row, len(head) : end] = ids
        made[1, row, len(head) : end] = range(len(ids))
        made[3, row, len(head) : end] = 1
    return list(made)


def _converted(version: str) -> Path:
    """The reader as OpenVINO runs it, made on the first use on a machine."""
    name = f"{version.replace('@', '-')}-openvino-{importlib.metadata.version('openvino')}"
    home = vectors.folder() / name
    if not (home / "model.xml").exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".reader-", dir=home.parent))
        try:
            log.info("converting the reader for this machine, once")
            _convert(beside / "model.xml")
            # Another process may have been faster: its result is the same.
            with suppress(FileExistsError, OSError):
                os.rename(beside, home)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return home / "model.xml"


def _convert(target: Path) -> None:
    import numpy as np
    import openvino as ov
    from transformers.utils import logging as quiet

    from stance.coding import adapter

    quiet.disable_progress_bar()  # type: ignore[no-untyped-call, unused-ignore]
    with np.load(NUMBERS, allow_pickle=False) as data:
        numbers = {name: data[name] for name in data.files if name != "learnt_from"}
    with warnings.catch_warnings():
        # The tracer's warnings speak of branches that are the same for every text.
        warnings.simplefilter("ignore")
        network = adapter.restored(encoders.model_folder(), numbers)
        model = ov.convert_model(network, example_input=tuple(adapter.example()))
    ov.save_model(model, str(target), compress_to_fp16=True)
