"""The small adapter on the bundled encoder that makes it read stances, and the network that it makes.

The encoder finds what a text is about and not whose side it takes. Its lower layers are kept as they are; the
upper ones get low-rank corrections (LoRA, E. Hu et al., 2021), learnt by ``teach`` and kept as a few numbers
in ``corpus/coder/reader.npz``. Below, the text and each concept are read apart; above, they attend to one
another, and what stands over a concept's words then says whether the text supports it. All concepts of an
issue are read at once.

Only learning and the one conversion to OpenVINO import this module: it needs torch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from stance.coding.reader import FROZEN, RANK, SCALE
from stance.records import STANCES

WIDTH = 384
DROPOUT = 0.1
# Of what is dropped.
SEED = 1
# What a masked place gets before the softmax.
NOWHERE = -1e4


class Dropout(nn.Module):
    """Dropout by bytes of numpy's: torch's own dice take a fifth of the time of learning."""

    def __init__(self, dice: np.random.Generator) -> None:
        super().__init__()
        self.dice = dice

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        out_of_256 = round(DROPOUT * 256)
        thrown = np.frombuffer(bytearray(self.dice.bytes(x.numel())), dtype=np.uint8)
        kept = torch.from_numpy(thrown).view(x.shape) >= out_of_256
        return x * kept * (256 / (256 - out_of_256))


class Corrected(nn.Module):
    """A linear map as published, plus a low-rank correction that starts at nothing."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        kind = self.linear.weight.dtype
        x = x.to(kind)
        correction = nn.functional.linear(nn.functional.linear(x, self.down.to(kind)), self.up.to(kind))
        return torch.add(self.linear(x), correction, alpha=SCALE).float()

    def merged(self) -> nn.Linear:
        """The two as one map, for running."""
        with torch.no_grad():
            self.linear.weight += SCALE * (self.up @ self.down)
        return self.linear


class Network(nn.Module):
    """Encoder, corrections and head. ``upper`` learns; ``lower`` and the embeddings are as published."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from transformers import AutoModel

        bert: Any = AutoModel.from_pretrained(str(folder), attn_implementation="sdpa")
        self.embeddings = bert.embeddings.requires_grad_(False)
        self.lower = nn.ModuleList(bert.encoder.layer[:FROZEN]).requires_grad_(False)
        self.upper = nn.ModuleList(bert.encoder.layer[FROZEN:]).requires_grad_(False)
        for holder, name in self._linears():
            setattr(holder, name, Corrected(getattr(holder, name)))
        for name, parameter in self.upper.named_parameters():
            if "LayerNorm" in name:
                parameter.requires_grad_(True)
        dice = np.random.Generator(np.random.SFC64(SEED))
        upper: Any = self.upper
        for layer in upper:
            layer.attention.self.dropout.p = 0.0
            layer.attention.output.dropout = layer.output.dropout = Dropout(dice)
        # What tells words of a concept from words of the text.
        self.kind = nn.Parameter(torch.zeros(2, WIDTH))
        self.dropout = Dropout(dice)
        self.head = nn.Linear(WIDTH, len(STANCES))

    def _linears(self) -> list[tuple[Any, str]]:
        places: list[tuple[Any, str]] = []
        for layer in self.upper:
            attention: Any = layer.attention
            places += [(attention.self, name) for name in ("query", "key", "value")]
            places += [(attention.output, "dense"), (layer.intermediate, "dense"), (layer.output, "dense")]
        return places

    def halve(self) -> Network:
        """The same network, the published maps of its upper layers in bfloat16: a third less work to learn.

        The rest stays in full: with attention in bfloat16 too, it hardly learns.
        """
        for holder, name in self._linears():
            getattr(holder, name).linear.bfloat16()
        return self

    def learnt(self) -> dict[str, torch.Tensor]:
        """The numbers that learning changes, by name."""
        return {name: p.detach() for name, p in self.named_parameters() if p.requires_grad}

    def resume(self, numbers: dict[str, Any]) -> None:
        """Go on from numbers as they are kept."""
        own = dict(self.named_parameters())
        with torch.no_grad():
            for name, values in numbers.items():
                own[name].copy_(torch.as_tensor(values).float())

    def merge(self) -> Network:
        """The same network with each correction added into its map."""
        for holder, name in self._linears():
            setattr(holder, name, getattr(holder, name).merged())
        return self.eval()

    def below(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States after the frozen layers, (texts, tokens, width), of texts that stand alone."""
        x = self.embeddings(input_ids=ids)
        return _through(self.lower, x, (1.0 - mask[:, None, None, :]) * NOWHERE)

    def above(self, x: torch.Tensor, concept: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What each token says of a stance, (texts, tokens, 3); ``concept`` is 1 where it is a concept's."""
        x = x + self.kind[concept]
        x = _through(self.upper, x, (1.0 - mask[:, None, None, :]) * NOWHERE)
        said: torch.Tensor = self.head(self.dropout(x))
        return said

    def forward(
        self, ids: torch.Tensor, places: torch.Tensor, parts: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """Text and concepts in one row: ``places`` are positions within a part, ``parts`` 0 for the text and
        1, 2, ... for the concepts."""
        x = self.embeddings(input_ids=ids, position_ids=places)
        seen = mask.to(x.dtype)
        same = (parts[:, :, None] == parts[:, None, :]).to(x.dtype) * seen[:, None, :]
        x = _through(self.lower, x, (1.0 - same[:, None]) * NOWHERE)
        return self.above(x, (parts > 0).long(), seen)


def _through(layers: nn.ModuleList, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    for layer in layers:
        out = layer(x, attention_mask=mask)
        x = out[0] if isinstance(out, tuple) else out
    return x


def restored(folder: Path, numbers: dict[str, Any]) -> Network:
    """The network of the encoder in ``folder`` with what was learnt, ready to run."""
    network = Network(folder)
    network.resume(numbers)
    return network.merge()


def example() -> Sequence[torch.Tensor]:
    """Two rows as they come, for the conversion."""
    ids = torch.full((2, 16), 2000)
    parts = torch.zeros(2, 16, dtype=torch.long)
    parts[:, 10:] = 1
    places = torch.arange(16).repeat(2, 1)
    mask = torch.ones(2, 16, dtype=torch.long)
    mask[1, 14:] = 0
    return ids, places, parts, mask
