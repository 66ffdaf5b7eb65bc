"""Texts to unit vectors: what two statements have in common, as a number.

The encoder is all-MiniLM-L6-v2 (384 numbers a text, the first 256 tokens count). It runs on OpenVINO, in a
form converted once from the published weights and kept in the user's cache folder; torch is imported for that
conversion only. Where the conversion is impossible the same weights run on torch, and the log says why.
``STANCE_MODEL`` (a folder or a hub name, ``name@revision`` to pin it) puts any other sentence-transformers
model in its place. Vectors are kept by text and model, so a text is encoded once.

What a vector cannot tell: a sentence and its negation are about 0.95 alike. Vectors find topics, not stances.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from stance.embedding import encoders, vectors

if TYPE_CHECKING:
    import numpy as np

# Texts encoded between two writes to the cache: what an interruption can cost.
CHUNK = 2048

MODEL_VERSION: str = encoders.model_version()
"""Name and weights of the model in use, for example ``all-MiniLM-L6-v2@53aa5117``."""


def embed(
    texts: Sequence[str], progress: Callable[[int, int], None] | None = None
) -> np.ndarray:
    """Unit vectors of ``texts``, float32 of shape (n, 384), row i for text i; (0, 384) for none.

    ``progress(done, total)`` is called after each chunk, counted in distinct texts. Texts longer than the
    model reads are cut at its limit (256 tokens). The same text always gets the same row while its vector
    is in the cache. Another model by ``STANCE_MODEL`` may have another width.
    Raises InputError where that setting names no model that can be loaded.
    """
    import numpy as np

    clean = [readable(text) for text in texts]
    wanted = list(dict.fromkeys(clean))
    known = vectors.read(MODEL_VERSION, wanted)
    missing = [text for text in wanted if text not in known]
    for start in range(0, len(missing), CHUNK):
        chunk = missing[start : start + CHUNK]
        fresh = dict(zip(chunk, encoders.current().encode(chunk), strict=True))
        vectors.write(MODEL_VERSION, fresh)
        known.update(fresh)
        if progress:
            progress(len(wanted) - len(missing) + start + len(chunk), len(wanted))
    if progress and not missing:
        progress(len(wanted), len(wanted))
    if not clean:
        return np.empty((0, encoders.width()), dtype=np.float32)
    return np.stack([known[text] for text in clean])


def readable(text: str) -> str:
    """``text`` as valid Unicode: half of a surrogate pair, as broken files hold, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


__all__ = ["MODEL_VERSION", "embed"]
