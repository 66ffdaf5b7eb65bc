"""Teach the first reader: learn the adapter of ``adapter`` from ``lessons`` and write
``corpus/coder/reader.npz``.

The states below are computed once; what is learnt lies above them. Each text is read with its own concepts,
in changing order and number, with a concept of another question beside it (on which it says nothing), and a
concept is named by its phrase alone or with a sentence in its favour, as codebooks name it more or less
fully. Twins are read side by side and in the same company, so that they differ in nothing but their words.
Seeded, on a fixed number of threads and with deterministic operations, so that the same lessons give the
same numbers.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.coding.lessons import Lesson, lessons
from stance.coding.lexicon import CODERS
from stance.records import STANCES

if TYPE_CHECKING:
    import torch

    from stance.coding.adapter import Network

ROUNDS = 5
THREADS = 2
BATCH = 32
RATE = 1.1e-3
HEAD_RATE = 2.2e-3
SMOOTHING = 0.05
# The share of all steps over which the pace grows.
WARMING = 0.06
MAX_TOKENS = 96
# How often a concept of another question is put beside the text's own, and how much such a line counts.
STRANGE, STRANGE_WEIGHT = 0.3, 0.5
# How often only one of the text's concepts is shown, and how often a concept is named with a sentence.
ALONE, AT_LENGTH = 0.25, 0.1
# Words of a sentence that names a concept.
LONGEST_NAME = 12
# Rows are sorted by length within so many groups of twins: less padding, and still in changing company.
SORTED = 256
# Of the numbers, and of the order in which the lessons are laid out.
SEED, ORDER = 20231007, 5

Row = tuple["torch.Tensor", list["torch.Tensor"]]
# A concept by the name that is shown, the place of its stance, the weight of the line.
Named = tuple[str, int, float]


def digest() -> str:
    """Sixteen hex digits over everything that the reader is learnt from: lessons, encoder, settings."""
    from stance.coding.reader import FROZEN, RANK, SCALE
    from stance.embedding.encoders import WEIGHTS_SHA256

    network = [FROZEN, RANK, SCALE, WEIGHTS_SHA256]
    course = [ROUNDS, THREADS, BATCH, RATE, HEAD_RATE, SMOOTHING, WARMING, MAX_TOKENS, SORTED, SEED, ORDER]
    shown = [STRANGE, STRANGE_WEIGHT, ALONE, AT_LENGTH, LONGEST_NAME]
    return hashlib.sha256(repr([network, course, shown, lessons()]).encode()).hexdigest()[:16]


def teach(say: Callable[[str], None], target: Path = CODERS / "reader.npz", rounds: int = ROUNDS) -> Path:
    """Learn and write after each round; ``say`` is told how it goes."""
    import numpy as np
    import torch

    from stance.coding.adapter import Network
    from stance.embedding.encoders import model_folder

    torch.set_num_threads(THREADS)
    # Two threads would add up gradients in whatever order they come.
    torch.use_deterministic_algorithms(True)
    # Nothing here reads memory before it is written; to fill it all the same costs a tenth of the time.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    torch.manual_seed(SEED)
    network = Network(model_folder()).halve()
    taught = [*lessons()]
    random.Random(ORDER).shuffle(taught)  # noqa: S311 - order of lessons, no secret
    say(f"{len(taught)} texts, {sum(v.numel() for v in network.learnt().values()):,} numbers")
    school = School(network, taught, rounds)
    for number in range(rounds):
        loss = school.round(number)
        say(f"round {number + 1} of {rounds}: loss {loss:.3f}")
        numbers: dict[str, Any] = {
            name: value.numpy().astype(np.float16) for name, value in network.learnt().items()
        }
        np.savez_compressed(target, learnt_from=np.array(digest()), **numbers)
    return target


class School:
    """The lessons as states, and one optimiser over all rounds."""

    def __init__(self, network: Network, taught: Sequence[Lesson], rounds: int) -> None:
        import torch

        self.network, self.lessons, self.groups = network, taught, _together(taught)
        self.texts = states(network, [lesson.text for lesson in taught])
        self.names = _names(taught)
        self.pool = sorted({phrase for lesson in taught for phrase, *_ in lesson.stances})
        shown = sorted({name for names in self.names.values() for name, _ in names})
        self.concepts = dict(zip(shown, states(network, shown), strict=True))
        self.random = random.Random(SEED)  # noqa: S311 - order of lessons, no secret
        body = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith("upper")]
        head = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("upper")]
        self.parameters = body + head
        self.optimiser = torch.optim.AdamW(
            [{"params": body, "lr": RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01
        )
        self.rates = [RATE, HEAD_RATE]
        self.step, self.rounds = 0, rounds

    def round(self, number: int) -> float:
        """Every lesson once; the mean loss."""
        import torch

        torch.manual_seed(SEED + number)
        self.network.train()
        shown = self._company()
        total, batches = 0.0, self._batches(shown)
        for batch in batches:
            self._pace(len(batches) * self.rounds)
            loss = self._loss(batch, shown)
            self.optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
            self.optimiser.step()
            total += float(loss.detach())
        return total / len(batches)

    def _pace(self, steps: int) -> None:
        """Faster over the first steps, then ever slower."""
        self.step += 1
        pace = min(1.0, self.step / (WARMING * steps)) * max(0.0, (steps + 1 - self.step) / steps)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * pace

    def _batches(self, shown: Sequence[Sequence[Named]]) -> list[list[int]]:
        def length(group: list[int]) -> int:
            return max(
                len(self.texts[place]) + sum(len(self.concepts[name]) for name, _, _ in shown[place])
                for place in group
            )

        groups = list(self.groups)
        self.random.shuffle(groups)
        found = []
        for start in range(0, len(groups), SORTED):
            part = [place for group in sorted(groups[start : start + SORTED], key=length) for place in group]
            found += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
        self.random.shuffle(found)
        return found

    def _loss(self, batch: list[int], shown: Sequence[Sequence[Named]]) -> Any:  # noqa: ANN401 - a tensor
        import torch

        rows: list[Row] = []
        right: list[int] = []
        weights: list[float] = []
        for place in batch:
            held = shown[place]
            rows.append((self.texts[place], [self.concepts[name] for name, _, _ in held]))
            right += [stance for _, stance, _ in held]
            weights += [weight for _, _, weight in held]
        losses = torch.nn.functional.cross_entropy(
            scores(self.network, rows), torch.tensor(right), label_smoothing=SMOOTHING, reduction="none"
        )
        weight = torch.tensor(weights)
        return (losses * weight).sum() / weight.sum()

    def _company(self) -> list[list[Named]]:
        """The concepts that are put beside each text this time, by name; beside twins the same ones."""
        found: list[list[Named]] = [[] for _ in self.lessons]
        for group in self.groups:
            state = self.random.getstate()
            for place in group:
                self.random.setstate(state)
                found[place] = self._shown(self.lessons[place])
        return found

    def _shown(self, lesson: Lesson) -> list[Named]:
        held = list(lesson.stances)
        if len(held) > 1 and self.random.random() < ALONE:
            held = [self.random.choice(held)]
        if self.random.random() < STRANGE:
            held.append((self.random.choice(self.pool), STANCES.index("none"), STRANGE_WEIGHT))
        self.random.shuffle(held)
        return [(self._name(phrase, lesson), stance, weight) for phrase, stance, weight in held]

    def _name(self, phrase: str, lesson: Lesson) -> str:
        longer = [n for n, twins in self.names[phrase][1:] if lesson.text not in n and twins != lesson.twins]
        if longer and self.random.random() < AT_LENGTH:
            return self.random.choice(longer)
        return phrase


def _together(taught: Sequence[Lesson]) -> list[list[int]]:
    """The places of the lessons, twins side by side: one step then learns what tells them apart."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, lesson in enumerate(taught):
        groups[lesson.topic, lesson.twins or lesson.text].append(place)
    return list(groups.values())


def _names(taught: Sequence[Lesson]) -> dict[str, list[tuple[str, str]]]:
    """The ways to name each concept, with the twins of the sentence used: first the bare phrase."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for lesson in taught:
        for phrase, stance, _ in lesson.stances:
            if not found[phrase]:
                found[phrase].append((phrase, "-"))
            if stance == 0 and len(lesson.text.split()) <= LONGEST_NAME and len(found[phrase]) < 5:
                found[phrase].append((f"{phrase}: {lesson.text}", lesson.twins or "-"))
    return found


def states(network: Network, texts: Sequence[str]) -> list[torch.Tensor]:
    """What lies below: for each text its states after the frozen layers, (tokens, width), as half floats."""
    import torch

    network.eval()
    tokens = [ids[: MAX_TOKENS - 1] + ids[-1:] if len(ids) > MAX_TOKENS else ids for ids in _tokens(texts)]
    order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
    found: list[torch.Tensor] = [torch.empty(0)] * len(tokens)
    with torch.inference_mode():
        for start in range(0, len(order), 4 * BATCH):
            part = order[start : start + 4 * BATCH]
            longest = len(tokens[part[-1]])
            ids = torch.tensor([tokens[i] + [0] * (longest - len(tokens[i])) for i in part])
            mask = torch.tensor([[1.0] * len(tokens[i]) + [0.0] * (longest - len(tokens[i])) for i in part])
            for i, rows in zip(part, network.below(ids, mask), strict=True):
                found[i] = rows[: len(tokens[i])].half()
    return found


def _tokens(texts: Sequence[str]) -> Iterator[list[int]]:
    from tokenizers import Tokenizer

    from stance.embedding.encoders import model_folder

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    for encoded in tokenizer.encode_batch(list(texts)):
        yield encoded.ids


def scores(network: Network, rows: Sequence[Row]) -> torch.Tensor:
    """What is said of each stance on each concept of each row, (concepts of all rows, 3)."""
    import torch

    longest = max(len(text) + sum(map(len, concepts)) for text, concepts in rows)
    x = torch.zeros(len(rows), longest, rows[0][0].shape[1])
    mask, kind = torch.zeros(len(rows), longest), torch.zeros(len(rows), longest, dtype=torch.long)
    spans = []
    for row, (text, concepts) in enumerate(rows):
        end = len(text)
        x[row, :end] = text.float()
        for concept in concepts:
            start, end = end, end + len(concept)
            x[row, start:end] = concept.float()
            kind[row, start:end] = 1
            spans.append((row, start, end))
        mask[row, :end] = 1
    said = network.above(x, kind, mask)
    return torch.stack([said[row, start:end].mean(0) for row, start, end in spans])
