"""A cross-encoder for natural language inference in place of the bundled reader, for those who have one.

``STANCE_NLI`` names its folder or its name on a hub (``name@revision`` to pin it), for example a DeBERTa
trained on MNLI. For each concept it is asked how far a text entails that the speaker supports it, and that
the speaker opposes it. It is larger and slower than the bundled reader and needs torch; what a codebook's
examples and people's codings teach is learnt on top of it in the same way.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.errors import InputError
from stance.records import Concept, Issue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 16
MAX_TOKENS = 256
HYPOTHESES = ("The speaker supports this: {}.", "The speaker opposes this: {}.")
LEAST = 1e-4


def setting() -> str:
    """The cross-encoder that the user asked for, or an empty string."""
    return os.environ.get("STANCE_NLI", "").strip()


def version() -> str:
    """The cross-encoder in use; of a folder with a digest, so that other weights are another coder."""
    asked = setting()
    path = Path(asked)
    if not path.is_dir():
        return f"nli:{asked}"
    whole = hashlib.sha256()
    for file in sorted(p for p in path.iterdir() if p.suffix in (".safetensors", ".bin", ".json")):
        with file.open("rb") as stream:
            whole.update(hashlib.file_digest(stream, "sha256").digest())
    return f"nli:{path.resolve().name}@{whole.hexdigest()[:8]}"


def read(issue: Issue, texts: Sequence[str]) -> NDArray[np.float64]:
    """Log-probabilities of support, opposition and silence on each concept, (n, concepts, 3).

    Raises InputError where the setting names no model that can be loaded, or one that was not trained to tell
    entailment.
    """
    import numpy as np

    model = _load(setting())
    found = np.empty((len(texts), len(issue.concepts), 3))
    for number, concept in enumerate(issue.concepts):
        for side, hypothesis in enumerate(HYPOTHESES):
            found[:, number, side] = model.entailed(texts, hypothesis.format(_phrase(concept)))
    found[:, :, 2] = 1 - found[:, :, :2].max(axis=2)
    found = np.maximum(found, LEAST)
    logs: NDArray[np.float64] = np.log(found / found.sum(axis=2, keepdims=True))
    return logs


def _phrase(concept: Concept) -> str:
    return concept.phrase or concept.name


@functools.lru_cache(maxsize=1)
def _load(asked: str) -> CrossEncoder:
    return CrossEncoder(asked)


class CrossEncoder:
    """A sequence classifier of transformers whose labels name entailment."""

    def __init__(self, asked: str) -> None:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        name, _, revision = (asked, "", "") if Path(asked).is_dir() else asked.partition("@")
        where = f"STANCE_NLI={asked}"
        mend = "Name a cross-encoder's folder or its name on the hub, or unset STANCE_NLI"
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(name, revision=revision or "main")
            self._model: Any = AutoModelForSequenceClassification.from_pretrained(
                name, revision=revision or "main"
            ).eval()
        except (OSError, ValueError) as problem:
            reason = str(problem).splitlines()[0]
            raise InputError(where, f"no cross-encoder can be loaded ({reason})", mend) from problem
        labels = {int(place): str(label).lower() for place, label in self._model.config.id2label.items()}
        entailing = [place for place, label in labels.items() if label.startswith("entail")]
        if not entailing:
            listed = ", ".join(labels[place] for place in sorted(labels))
            raise InputError(where, f"its labels ({listed}) do not name entailment", mend)
        self._entailing = entailing[0]

    def entailed(self, texts: Sequence[str], hypothesis: str) -> NDArray[np.float64]:
        """How likely it is of each text that the hypothesis follows from it."""
        import numpy as np
        import torch

        found = []
        with torch.inference_mode():
            for start in range(0, len(texts), BATCH):
                part = list(texts[start : start + BATCH])
                batch = self._tokenizer(
                    part, [hypothesis] * len(part), padding=True, truncation="only_first",
                    max_length=MAX_TOKENS, return_tensors="pt",
                )  # fmt: skip
                found.append(self._model(**batch).logits.softmax(-1)[:, self._entailing].numpy())
        return np.concatenate(found).astype(np.float64) if found else np.empty(0)
