"""What may be typed after ``python -m stance``, and what of it is wrong usage (exit status 2)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from stance.codebook import DEFAULT
from stance.export import FORMATS
from stance.networks import KINDS
from stance.records import READ_AS

Run = Callable[[argparse.Namespace], int]
ENGINES = ("local", "ray")


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser of the command line; ``runs`` says which function carries out each command."""
    whole = argparse.ArgumentParser(
        prog="python -m stance", description="From reports and records to positions with evidence."
    )
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, (explained, fill) in _COMMANDS.items():
        command = commands.add_parser(name, help=explained)
        fill(command)
        command.set_defaults(run=runs[name])
    return whole


def _extract(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".txt or .html")
    command.add_argument("--kind", choices=READ_AS, default="auto")
    command.add_argument("--date", type=_date, help="the documents' date, YYYY-MM-DD")


def _code(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help="JSON lines (else: input)")
    _issue(command, required=True)


def _evaluate(command: argparse.ArgumentParser) -> None:
    _issue(command)
    command.add_argument("--json", action="store_true", help="figures as JSON")


def _build(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sources", type=Path, metavar="PATH", help="corpus folder, table or zip file (else: bundled)"
    )
    command.add_argument(
        "--columns", type=_columns, nargs="+", action="extend", metavar="FIELD=COLUMN",
        help="which column of a table is what, such as speaker=Name,date=Day",
    )  # fmt: skip
    command.add_argument("--out", type=Path, metavar="DIR", help="where the snapshot goes")
    command.add_argument("--engine", choices=ENGINES, default="local")


def _positions(command: argparse.ArgumentParser) -> None:
    _issue(command, required=True)
    _snapshot(command)
    command.add_argument("--as-of", type=_date, default=date.today().isoformat(), metavar="DATE")
    basis = command.add_mutually_exclusive_group()
    basis.add_argument("--own-words", action="store_true", help="a state's own words (the default)")
    basis.add_argument("--with-blocs", action="store_true", help="and its blocs', where it is silent")
    basis.add_argument("--with-votes", action="store_true", help="and the votes it cast")
    command.add_argument("--format", choices=("csv", "json"), default="csv")


def _search(command: argparse.ArgumentParser) -> None:
    command.add_argument("words")
    _issue(command, required=True)
    _snapshot(command)
    command.add_argument("--limit", type=_count, default=20, help="statements at most (20)")


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", required=True, choices=FORMATS)
    _issue(command)
    _snapshot(command)
    command.add_argument(
        "--network", choices=KINDS, default=KINDS[0],
        help="of GraphML and GEXF: actors and positions, or actors who speak alike",
    )  # fmt: skip
    command.add_argument("--out", type=Path, metavar="FILE", help="else: standard output")


def _issue(command: argparse.ArgumentParser, required: bool = False) -> None:
    default = None if required else DEFAULT
    command.add_argument(
        "--issue", required=required, default=default, metavar="ID", help="such as gaza-ceasefire"
    )


def _snapshot(command: argparse.ArgumentParser) -> None:
    command.add_argument("--snapshot", type=Path, metavar="DIR", help="another than the bundled one")


def _date(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a date: write YYYY-MM-DD") from None


def _columns(value: str) -> dict[str, str]:
    """Field -> column of ``speaker=Name,date=Day``; a column's own name may hold commas."""
    from stance.sources.table import FIELDS

    parts = re.split(rf",(?=(?:{'|'.join(FIELDS)})=)", value)
    found = {}
    for wanted, sign, column in (part.partition("=") for part in parts):
        if wanted not in FIELDS or not sign or not column:
            problem = f"{wanted!r} names no column: write FIELD=COLUMN, FIELD one of {', '.join(FIELDS)}"
            raise argparse.ArgumentTypeError(problem)
        found[wanted] = column
    return found


def _count(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 10_000:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of statements: write 1 to 10000")
    return int(value)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "extract": ("find the attributed statements in documents", _extract),
    "code": ("code statements to a position on an issue", _code),
    "evaluate": ("measure the coding on the gold set", _evaluate),
    "build": ("build a snapshot from a corpus folder", _build),
    "positions": ("every country's position on a date", _positions),
    "search": ("find statements by words and by meaning", _search),
    "export": ("the statements as a file for another program", _export),
}
