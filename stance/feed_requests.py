"""Which feed does an address ask for? Its parameters, checked, and the answer.

The names are those of the pages' addresses, and ``since``. A page falls back to the default where it does
not know a value; a feed that did so would be read for months as another one, so here it is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stance import changes, countries, feeds, plain_rules
from stance import view as views
from stance.atlas import NO_POSITION
from stance.known import Known
from stance.snapshot import Snapshot
from stance.view import CHOICES, View

FORMS = {
    "atom": ("application/atom+xml; charset=utf-8", feeds.atom),
    "json": ("application/feed+json; charset=utf-8", feeds.json_feed),
}
# What narrows a feed; the rest of a page's address only says how the page looks.
NAMES = (
    "issue", "since", "actor", "bloc", "speaker", "role", "position", "wording", "kind", "confidence",
    "basis", "skip", "age", "sources",
)  # fmt: skip


def asked(params: Mapping[str, Sequence[str]], known: Known) -> tuple[View, str]:
    """The view and the day ``since`` (empty: from the beginning) that an address asks for.

    Raises ValueError, whose words name the parameter and what mends it.
    """
    for name in params:
        if name not in NAMES:
            raise ValueError(f"unknown parameter {name!r}. Use {', '.join(NAMES)}.")
    since = params.get("since", [""])[-1]
    if since:
        try:
            since = dt.date.fromisoformat(since).isoformat()
        except ValueError:
            raise ValueError(f"since {since!r} is not a date. Write it as YYYY-MM-DD.") from None
    if NO_POSITION in params.get("position", ()):
        raise ValueError("Nobody moves to 'none', so no change would ever be told. Name another position.")
    wanted = {name: list(values) for name, values in params.items() if name != "since"}
    view = views.parse(wanted, known)
    held = views.address(view)
    for name, values in wanted.items():
        default = CHOICES.get(name, ("",))[0]
        for value in values:
            if value not in (*held.get(name, ()), default):
                raise ValueError(f"{name} {value!r} is not known here. See the page of changes for what is.")
    return view, since


def parameters(view: View, since: str) -> dict[str, list[str]]:
    """The parameters of the feed that shows what the page of this view shows; see ``asked``."""
    held = views.address(view)
    return {name: [since] if name == "since" else held[name] for name in NAMES
            if (since if name == "since" else name in held)}  # fmt: skip


def answer(snapshot: Snapshot, view: View, since: str, form: str, base: str = "") -> bytes:
    """The feed of the changes of this view since a day, in one of ``FORMS``."""
    issue, rules = snapshot.issues[view.issue], view.rules()
    filters = view.on_date()
    held = changes.rows(snapshot, filters, rules)
    log = changes.log(held, since, view.positions).part(0, feeds.MOST)
    own = parameters(view, since)
    shown = {name: values for name, values in own.items() if name != "since"}
    made = feeds.feed(
        changes.told(snapshot, filters, rules, log), issue, snapshot.id,
        rules=plain_rules.in_force(replace(rules, blocs=False), issue), latest=view.date, base=base,
        shown={**shown, **({"from": [since]} if since else {})}, asked=own, name=countries.name,
    )  # fmt: skip
    return FORMS[form][1](made)
