"""The command line: one call for each command, and its output.

Exit status 0, 1 (something refused), 2 (usage), 130 (stopped by Ctrl+C).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from stance.arguments import parser
from stance.errors import InputError
from stance.filters import Filters
from stance.records import Coding, Issue

EXTRACT_FIELDS = (
    "doc", "id", "text", "quote_type", "char_start", "char_end", "cue", "source_start",
    "source_end", "speaker", "role", "country", "date", "confidence", "mention", "capacity",
    "date_precision",
)  # fmt: skip
CODE_FIELDS = (
    "issue", "position", "confidence", "probabilities", "stances", "condition", "because",
)  # fmt: skip
SEARCH_FIELDS = (
    "score", "id", "date", "speaker", "role", "country", "position", "text", "source_title",
    "source_url",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = parser(RUNS).parse_args(arguments)
    # An error may name a file whose name is not UTF-8.
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except InputError as error:
        _complain(error)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python must not complain at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = str(error.filename or "the output")
        reason = error.strerror or "it cannot be used"
        _complain(InputError(where, reason, "Check the path, its rights and the space on the disk"))
        return 1
    return max(status, int(getattr(options, "refused", False)))


def _issue(options: argparse.Namespace, issues: Mapping[str, Issue]) -> Issue:
    """The issue that was asked for; ends with status 2 when there is none of that name."""
    if options.issue not in issues:
        known = ", ".join(issues)
        print(f"error: there is no issue {options.issue!r}. Name one of: {known}.", file=sys.stderr)
        raise SystemExit(2)
    return issues[options.issue]


def _complain(problem: object) -> None:
    print(f"error: {problem}", file=sys.stderr)


def _print_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


def _extract(options: argparse.Namespace) -> int:
    from stance.actors import Registry
    from stance.gather import extract

    registry = Registry.load()
    status = 0
    for file in options.files:
        try:
            found = extract(file, registry, kind=options.kind, date=options.date or "")
        except InputError as error:
            _complain(error)
            status = 1
            continue
        for note in found.notes:
            print(f"note: {file.name}: {note}", file=sys.stderr)
        for problem in found.refused:
            _complain(problem)
            status = 1
        _print_lines(
            {name: getattr(item, name) for name in EXTRACT_FIELDS} for item in found.statements
        )
    return status


def _code(options: argparse.Namespace) -> int:
    from stance.codebook import load_issues
    from stance.coding.adapt import UNMEASURED, measured
    from stance.coding.reported import code_reported

    issue = _issue(options, load_issues())
    refused: list[InputError] = []
    name = options.file.name if options.file else "standard input"
    with _input(options.file) as stream:
        lines = list(_statement_lines(stream, name, refused))
    # Lines of `extract` say under which cue the words stand; lines without one are words alone.
    fields = ([str(line.get(name, "")) for line in lines] for name in ("text", "cue", "quote_type"))
    codings = code_reported(issue, *fields)
    _print_lines({**line, **_coding_fields(made)} for line, made in zip(lines, codings, strict=True))
    if not measured(issue):
        print(f"note: {issue.id}: {UNMEASURED}", file=sys.stderr)
    for problem in refused:
        _complain(problem)
    return 1 if refused else 0


def _coding_fields(coding: Coding) -> dict[str, Any]:
    fields = asdict(coding)
    return {name: fields[name] for name in CODE_FIELDS}


def _input(file: Path | None) -> IO[str]:
    # What is not UTF-8 costs its line; a byte order mark costs nothing.
    if file is None:
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
        return sys.stdin
    try:
        return file.open(encoding="utf-8-sig", errors="surrogateescape")
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(str(file), f"cannot read the file ({reason})", "Check the path") from None


def _statement_lines(
    stream: Iterable[str], name: str, refused: list[InputError]
) -> Iterator[dict[str, Any]]:
    """The usable lines; each other one is put into ``refused``."""
    mend = 'Write one JSON object a line, with "id" and "text"'
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            line.encode()
            row = json.loads(line)
            # An escape may hold half a character, which no file in UTF-8 can.
            json.dumps(row, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            refused.append(InputError(name, "not UTF-8", "Save the file as UTF-8", number))
            continue
        except (ValueError, RecursionError):
            refused.append(InputError(name, "not JSON", mend, number))
            continue
        if not isinstance(row, dict) or "id" not in row:
            refused.append(InputError(name, "no id", mend, number))
        elif not isinstance(row.get("text"), str) or not row["text"].strip():
            refused.append(InputError(name, "no text", mend, number))
        else:
            yield row


def _evaluate(options: argparse.Namespace) -> int:
    from stance.codebook import load_issues
    from stance.coding import evaluate

    _issue(options, load_issues())
    report = evaluate(options.issue)
    print(json.dumps(report.as_dict(), indent=1) if options.json else report.table())
    return 0


def _build(options: argparse.Namespace) -> int:
    from stance.collecting import corpus_of, without
    from stance.corpus import CORPUS
    from stance.pipeline import build
    from stance.snapshot import BUNDLED

    sources: Path = options.sources or CORPUS
    # A user's own corpus must not overwrite the bundled snapshot unasked.
    beside = sources / "snapshot" if not sources.is_file() else sources.with_name(f"{sources.stem}-snapshot")
    out = options.out or (BUNDLED if options.sources is None else beside)
    columns = {"": {field: column for given in options.columns or () for field, column in given.items()}}
    with corpus_of(sources) as (folder, refused):
        made = build(folder, out, engine=options.engine, columns=columns)
        if folder != sources:
            refused = [without(problem, folder) for problem in (*refused, *made.refused)]
        else:
            refused = list(made.refused)
    for note in made.notes:
        print(f"note: {note}", file=sys.stderr)
    for problem in refused:
        _complain(problem)
    print(f"snapshot {made.id} in {out}")
    for table, count in made.counts.items():
        print(f"{count:>9,} {table}")
    return 1 if refused else 0


def _open(options: argparse.Namespace) -> Any:  # noqa: ANN401 - the import is heavy
    from stance.review import laying
    from stance.snapshot import BUNDLED, open_snapshot

    snapshot = open_snapshot(options.snapshot or BUNDLED)
    _issue(options, snapshot.issues)
    try:
        laying.catch_up(snapshot)
    except InputError as error:
        # What people decided cannot be had; the rest is done, and the exit status says so.
        _complain(error)
        options.refused = True
    if laid := laying.decided(snapshot):
        many = f"{laid:,} coding{'s stand' if laid != 1 else ' stands'}"
        print(f"note: {many} as people decided in review (left out by STANCE_REVIEW=off)", file=sys.stderr)
    return snapshot


def _positions(options: argparse.Namespace) -> int:
    from stance.counting import Rules
    from stance.export import to_csv
    from stance.positions import COLUMNS, as_rows, standings

    filters = Filters(issue=options.issue, end=options.as_of)
    rules = Rules(blocs=options.with_blocs, votes=options.with_votes)
    rows = as_rows(standings(_open(options), filters, rules))
    if options.format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(to_csv(rows, COLUMNS), end="")
    return 0


def _search(options: argparse.Namespace) -> int:
    from stance.search import search

    found = search(
        _open(options), Filters(issue=options.issue, officials=False), options.words,
        limit=options.limit,
    )  # fmt: skip
    _print_lines({name: row[name] for name in SEARCH_FIELDS} for row in found)
    return 0


def _export(options: argparse.Namespace) -> int:
    from stance.export import export

    filters = Filters(issue=options.issue, officials=False)
    data = export(_open(options), filters, options.format, options.network)
    if options.out is None:
        sys.stdout.buffer.write(data)
        return 0
    try:
        options.out.write_bytes(data)
    except OSError as error:
        raise InputError(
            str(options.out), f"cannot write ({error.strerror})", "Name another file with --out"
        ) from None
    return 0


RUNS = {
    "extract": _extract,
    "code": _code,
    "evaluate": _evaluate,
    "build": _build,
    "positions": _positions,
    "search": _search,
    "export": _export,
}
