"""The road itself: a corpus folder in, a snapshot out. Runs in this process, or on Ray."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from stance import corpus, countries, readings, surroundings
from stance.codebook import ISSUES, load_issues
from stance.corpus import CORPUS
from stance.errors import InputError
from stance.gather import Chosen, Gathered, gather
from stance.progress import Tell, bars, silent
from stance.records import Coding, Issue, Statement
from stance.snapshot import check_place, write_snapshot

if TYPE_CHECKING:
    import numpy as np

Item = TypeVar("Item")
Result = TypeVar("Result")
_CHUNK = 16  # documents a Ray task reads: enough to outweigh loading the parser


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: the snapshot's id, rows by table, what was refused, what was assumed."""

    id: str
    counts: dict[str, int]
    refused: tuple[InputError, ...]
    notes: tuple[str, ...]


def build(
    sources: Path = CORPUS, out: Path | None = None, *, engine: str = "local", quiet: bool = False,
    tell: Tell | None = None, columns: Chosen | None = None,
    accuracy: Mapping[str, Any] | None = None,
) -> Built:  # fmt: skip
    """Build the snapshot ``out`` from the folder ``sources``; InputError when the folder is unusable.

    ``columns`` says which column of a table is taken for what (see ``gather``). ``tell`` hears how far it
    is. ``accuracy`` is what was measured of the issues before; else it is measured.
    """
    from stance import arrange

    out = out or sources / "snapshot"
    tell = tell or (silent if quiet else bars())
    check_place(out)
    issues = _issues(sources)
    found = gather(sources, lambda function, items: spread(engine, function, items, tell), columns)
    readings.check(found, issues)
    statements = sorted(found.statements.values(), key=lambda item: (item.date, item.id))
    vectors = _embed(statements, tell)
    shown = arrange.same_words(statements, vectors, issues.values())
    on = _on_issues(issues, statements, found, shown)
    readings.to_the_shown(found, shown)
    models: list[Coding] = []
    for number, (key, issue) in enumerate(issues.items()):
        tell("codings", number, len(issues))
        models += _code(issue, on[key], found)
    tell("codings", len(issues), len(issues))
    people = readings.codings(statements, found)
    tables: dict[str, list[dict[str, Any]]] = {
        "documents": list(found.documents.values()),
        "codings": [
            _coding_row(coding, person)
            for made, person in ((models, False), (people, True))
            for coding in made
        ],
        "vectors": [
            {"id": item.id, "vector": vector.tolist()}
            for item, vector in zip(statements, vectors, strict=True)
        ],
        **{name: corpus.shared_table(sources, name) for name in corpus.SHARED},
        **_arranged(issues, on, statements, vectors, models, people, found, shown, tell),
    }
    made = write_snapshot(out, tables, _manifest(sources, issues, accuracy))
    counts = {name: len(rows) for name, rows in tables.items()}
    return Built(made, counts, tuple(found.refused), tuple(found.notes))


def spread(
    engine: str, function: Callable[[Item], Result], items: Sequence[Item], tell: Tell = silent
) -> Iterable[Result]:
    """``function`` of each item, in order, in this process or on a Ray cluster."""
    made = _on_ray(function, items) if engine == "ray" else map(function, items)
    tell("documents", 0, len(items))
    for done, result in enumerate(made, start=1):
        yield result
        tell("documents", done, len(items))


def _on_ray(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
    try:
        import ray
    except ImportError:
        raise InputError(
            "--engine ray", "Ray is not installed", "pip install -r requirements-cluster.txt"
        ) from None
    ray.init(ignore_reinit_error=True, log_to_driver=False)

    def read(chunk: Sequence[Item]) -> list[Result]:
        return [function(item) for item in chunk]

    work = ray.remote(read)
    chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
    for part in [work.remote(chunk) for chunk in chunks]:
        yield from ray.get(part)


def _issues(sources: Path) -> dict[str, Issue]:
    """The issues of the folder by id, else the bundled ones; InputError where there is none."""
    folder = _issue_folder(sources)
    if issues := load_issues(folder):
        return issues
    mend = "Put an issue's .yaml there, or take the folder away"
    raise InputError(str(folder), "there is no codebook here", mend)


def _issue_folder(sources: Path) -> Path:
    own = sources / "issues"
    return own if own.is_dir() else ISSUES


def _embed(statements: Sequence[Statement], tell: Tell) -> np.ndarray:
    from stance.embedding import embed

    tell("vectors", 0, len(statements))
    return embed([item.text for item in statements], progress=partial(tell, "vectors"))


def _on_issues(
    issues: dict[str, Issue],
    statements: Sequence[Statement],
    found: Gathered,
    shown: Mapping[str, tuple[str, int]],
) -> dict[str, list[Statement]]:
    """By issue the statements that are on it: those that people coded for it, and those of documents that
    name it, or that name it themselves where no document is known. The one shown for several of the same
    words is on the issues of all. What is on none is listed under the first, so that it is not lost."""
    from stance.coding.relevance import names

    texts = {doc: row.get("text", "") for doc, row in found.documents.items()}
    named = {
        doc: {key for key, issue in issues.items() if names(issue, text)}
        for doc, text in texts.items()
        if text
    }
    on: dict[str, set[str]] = {item.id: set() for item in statements}
    for item in statements:
        coded = {reading.issue for reading in found.readings.get(item.id, ())}
        own = coded or named.get(item.doc) or {k for k, issue in issues.items() if names(issue, item.text)}
        on[item.id] |= own
        on[shown[item.id][0]] |= own
    first = next(iter(issues))
    return {
        key: [item for item in statements if key in on[item.id] or (key == first and not on[item.id])]
        for key in issues
    }


def _code(issue: Issue, statements: Sequence[Statement], found: Gathered) -> list[Coding]:
    """The model's coding of every statement of an issue."""
    from stance.coding.adapt import UNMEASURED, measured
    from stance.coding.relevance import code_statements

    texts = {doc: row.get("text", "") for doc, row in found.documents.items()}
    if statements and not measured(issue):
        found.notes.append(f"{issue.id}: {UNMEASURED}")
    return list(code_statements(issue, statements, texts))


def _arranged(
    issues: dict[str, Issue],
    on: dict[str, list[Statement]],
    statements: Sequence[Statement],
    vectors: np.ndarray,
    models: Sequence[Coding],
    people: Sequence[Coding],
    found: Gathered,
    shown: Mapping[str, tuple[str, int]],
    tell: Tell,
) -> dict[str, list[dict[str, Any]]]:
    """The tables statements, placements and clusters; ``models`` and ``people`` are their codings."""
    from stance import arrange

    row_of = {item.id: row for row, item in enumerate(statements)}
    placements: list[dict[str, Any]] = []
    clusters: list[dict[str, Any]] = []
    for number, (key, issue) in enumerate(issues.items()):
        tell("places", number, len(issues))
        own = vectors[[row_of[item.id] for item in on[key]]]
        frame = arrange.frame_of(on[key], arrange.positions_of(models, people, key))
        # The same words count once in every profile and cluster.
        once = [row for row, item in enumerate(on[key]) if shown[item.id][0] == item.id]
        for places, grouped in (
            arrange.actor_tables(issue, frame.iloc[once].reset_index(drop=True), own[once]),
            arrange.statement_tables(issue, frame, own),
        ):
            placements += places
            clusters += grouped
    tell("places", len(issues), len(issues))
    rows = [
        {**asdict(item), "context": found.contexts.get(item.id, ""), "venue": found.venues.get(item.id, ""),
         "same_as": shown[item.id][0], "sources": shown[item.id][1], **surroundings.of(item, found.documents)}
        for item in statements
    ]  # fmt: skip
    return {"statements": rows, "placements": placements, "clusters": clusters}


def _coding_row(coding: Coding, person: bool) -> dict[str, Any]:
    return {
        **{name: getattr(coding, name) for name in (
            "statement_id", "issue", "position", "confidence", "coder", "because", "condition")},
        "person": person,
        "probabilities": json.dumps(coding.probabilities),
        "stances": json.dumps({name: asdict(stance) for name, stance in coding.stances.items()}),
    }  # fmt: skip


def _manifest(sources: Path, issues: dict[str, Issue], accuracy: Mapping[str, Any] | None) -> dict[str, Any]:
    """Where the snapshot comes from: inputs by hash, versions, and the accuracy measured on gold."""
    from stance.embedding import MODEL_VERSION

    return {
        "inputs": input_hashes(sources),
        "model": MODEL_VERSION,
        "issues": {name: asdict(issue) for name, issue in issues.items()},
        "accuracy": _accuracy(issues, accuracy),
    }


def _accuracy(issues: dict[str, Issue], known: Mapping[str, Any] | None) -> dict[str, Any]:
    """The accuracy of each issue that has gold, as ``known`` or else measured now; of another one nothing is
    said."""
    from stance.coding import evaluate
    from stance.coding.adapt import measured

    # The gold is of the bundled codebooks.
    ours = load_issues()
    held = [name for name, issue in issues.items() if ours.get(name) == issue and measured(issue)]
    if known is not None:
        return {name: known[name] for name in held if name in known}
    return {name: evaluate(name).as_dict() for name in held}


def input_hashes(sources: Path) -> dict[str, str]:
    """SHA-256 of every file that a build reads, by path below the corpus folder."""
    files = [countries.TABLE, *(corpus.table_path(sources, name) for name in corpus.SHARED)]
    files += corpus.statement_tables(sources) + corpus.documents(sources) + corpus.speaker_lists(sources)
    files += sorted(_issue_folder(sources).glob("*.yaml"))
    files += sorted((CORPUS / "coder").glob("*")) + sorted((CORPUS / "gold").glob("*.csv"))
    return {_name(path, sources): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _name(path: Path, sources: Path) -> str:
    base = sources if path.is_relative_to(sources) else CORPUS
    return path.relative_to(base).as_posix()
