"""What all pages share: the snapshot, the view and its address, and how a chart is put on a page.

The view in the session is the one truth. Widgets are set from it before they are drawn and change it
in their callbacks; at the end of a run the address is written from it. An address that carries an
``issue`` and is not the one last written was opened or gone back to by the reader, so the view is
taken from it; an address without one came from elsewhere in the visit, so the view stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

import plotly.graph_objects as go
import streamlit as st

from stance import countries, serving
from stance import view as views
from stance.known import Known, known_in
from stance.snapshot import Snapshot, open_snapshot
from stance.view import CHOICES, View
from stance.written import day as day

if TYPE_CHECKING:
    from stance.collecting import Collection

BASIS = {"own": "Own words", "blocs": "+ words of blocs", "votes": "+ UN votes", "all": "+ both"}
P = ParamSpec("P")
T = TypeVar("T")
# Country outlines come from our own folder; a relative address also works under a base path.
CHART = {"displayModeBar": False, "topojsonURL": "app/static/topo/", "scrollZoom": False}


@st.cache_resource(show_spinner=False, max_entries=2)
def _opened(path: str, stamp: float) -> tuple[Snapshot, Known]:  # noqa: ARG001 - part of the key
    found = open_snapshot(serving.snapshot_path())
    return found, known_in(found)


@dataclass(frozen=True)
class Own:
    """A collection that this visitor brought: no cache that others share ever holds it."""

    made: Collection
    known: Known
    shown: bool = False


def own() -> Own | None:
    """The collection that this visitor brought, if any; ``shown`` where the pages show it."""
    held: Own | None = st.session_state.get("own")
    return held


def shows_own() -> bool:
    """Whether the pages show this visitor's collection in place of the host's."""
    held = own()
    return held is not None and held.shown


def bring(made: Collection | None, shown: bool = False) -> None:
    """Hold this visitor's collection (None: forget it), and show it in place of the host's or not."""
    st.session_state["own"] = Own(made, known_in(made.snapshot), shown) if made else None
    st.session_state["view"] = views.default(known())
    st.session_state["view_changed"] = True


def _current() -> tuple[Snapshot, Known]:
    held = own()
    if held and held.shown:
        return held.made.snapshot, held.known
    return _host()


def _host() -> tuple[Snapshot, Known]:
    path = serving.snapshot_path()
    manifest = path / "manifest.json"
    # A snapshot that was built anew is opened anew.
    return _opened(str(path), manifest.stat().st_mtime if manifest.exists() else 0.0)


def snapshot() -> Snapshot:
    """The open snapshot, shared by all visitors, or the visitor's own; InputError when there is none."""
    return _current()[0]


def host() -> Snapshot:
    """The snapshot that this server shows to everybody; InputError when there is none."""
    return _host()[0]


def known() -> Known:
    """The values that filters can take."""
    return _current()[1]


@st.cache_data(show_spinner=False, max_entries=256)
def _kept(data: str, name: str, args: tuple[Any, ...], _function: Callable[..., T], _snapshot: Snapshot) -> T:  # noqa: ARG001 - data and name are the key
    return _function(_snapshot, *args)


@st.cache_data(show_spinner=False, max_entries=64, scope="session")
def _kept_own(
    data: str, name: str, args: tuple[Any, ...], _function: Callable[..., T], _snapshot: Snapshot  # noqa: ARG001 - as above
) -> T:  # fmt: skip
    return _function(_snapshot, *args)


def cached(snapshot: Snapshot, function: Callable[..., T], *args: object) -> T:
    """``function(snapshot, *args)``, kept for this data version and what people have decided.

    The arguments must be plain values. What is made of a visitor's own collection goes with the visit.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    content = f"{snapshot.path}:{snapshot.manifest['content']}:{snapshot.laid}"
    keep = _kept_own if shows_own() else _kept
    result: T = keep(content, name, args, function, snapshot)
    return result


def view() -> View:
    """The view of this visit."""
    held: View = st.session_state["view"]
    return held


def change(**fields: Any) -> None:  # noqa: ANN401 - fields of View
    """Change fields of the view. Call it in a widget's callback."""
    st.session_state["view"] = replace(view(), **fields)
    st.session_state["view_changed"] = True


def turn(issue: str) -> None:
    """Turn the view to another issue. Call it in a widget's callback."""
    st.session_state["view"] = views.turned(view(), issue, known())
    st.session_state["view_changed"] = True


def adopt_address() -> None:
    """Take the view from the address where the reader opened one or went back to one."""
    changed = st.session_state.pop("view_changed", False)
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    st.session_state.setdefault("came_bare", not params)
    if "view" not in st.session_state:
        st.session_state["view"] = views.parse(params, known())
    elif not changed and "issue" in params and params != st.session_state.get("view_address"):
        st.session_state["view"] = views.parse(params, known())
    elif view().issue not in known().issues:
        st.session_state["view"] = views.default(known())


def write_address() -> None:
    """Make the address say what the view is."""
    wanted = views.address(view())
    if {name: st.query_params.get_all(name) for name in st.query_params} != wanted:
        st.query_params.from_dict(wanted)
    st.session_state["view_address"] = wanted


def is_dark() -> bool:
    """Whether the reader's page is dark."""
    return st.context.theme.type == "dark"


def is_touch() -> bool:
    """Whether the reader holds a telephone or tablet, as its browser says."""
    agent = st.context.headers.get("User-Agent") or ""
    return any(sign in agent for sign in ("Mobile", "Android", "iPad"))


def name(code: str) -> str:
    """A country's or organisation's name for people."""
    return countries.name(code) if code else "Unknown"


def seed(key: str, value: object) -> str:
    """Give a widget its value from the view before it is drawn; returns the key.

    The value is set in every run: a widget in a closed popover is made by the browser only when it is
    opened, and knows just what the latest run said.
    """
    st.session_state[key] = value
    return key


def offered(day: str) -> dt.date | None:
    """A day for a control of days; None where the data do not cover it, which would break the page."""
    first, last = known().span(view().issue)
    return dt.date.fromisoformat(day) if first <= day <= last else None


def choose(pick: str, label: str, names: Mapping[str, str], *, hidden: bool = False) -> str:
    """A row of exclusive choices that the address holds; returns the chosen value.

    Where a page does not offer the value that the address holds, the first it offers counts.
    """
    held = view().pick(pick)
    offered = [value for value in CHOICES[pick] if value in names]
    held = held if held in offered else offered[0]
    key = seed(f"pick_{pick}", held)

    def changed() -> None:
        st.session_state["view"] = view().picked(pick, st.session_state[key] or held)
        st.session_state["view_changed"] = True

    st.segmented_control(
        label, offered, key=key, required=True, format_func=lambda value: names[value], on_change=changed,
        label_visibility="collapsed" if hidden else "visible",
    )  # fmt: skip
    return held


def basis() -> None:
    """The choice of what counts besides a state's own words, as on the map."""
    choose("basis", "What counts as a position", BASIS)


def several(
    field: str, label: str, options: Sequence[str], shown: Callable[[str], str] = str, empty: str = "All"
) -> None:
    """A list to choose several values of a shared filter from."""
    key = seed(f"filter_{field}", list(getattr(view(), field)))
    st.multiselect(
        label, options, key=key, format_func=shown,
        on_change=lambda: change(**{field: tuple(st.session_state[key])}), placeholder=empty,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart of this page, as a picture of it needs it: its key, its name, what it says, and the colours in
    it (with their meaning) that are no position's."""

    key: str
    name: str
    said: str
    legend: tuple[tuple[str, str], ...] = ()


def begin(page: str) -> None:
    """Call it before the page of this title runs: no chart is drawn yet."""
    st.session_state["drawn"] = {}
    st.session_state["on_page"], st.session_state["applied"] = page, None


def on_page() -> str:
    """The title of the page that runs."""
    return str(st.session_state.get("on_page", ""))


def applies(name: str) -> bool:
    """Whether the page applies this field of ``view.PARTIAL``."""
    return name in views.APPLIED.get(on_page(), ())


def apply(made: View) -> None:
    """Call it where a page makes less of the view than its title says: this is what it applies."""
    st.session_state["applied"] = made


def applied() -> View:
    """The view with only what the page applies, for whatever names or counts the filters."""
    held: View = st.session_state.get("applied") or view()
    return held.on_page(on_page())


def drawn() -> list[Drawn]:
    """The charts that the page has drawn in this run."""
    return list(st.session_state.get("drawn", {}).values())


def chart(
    figure: go.Figure, *, key: str, alt: str, on_select: Callable[[], None] | None = None,
    height: Literal["content", "stretch"] = "content", name: str = "Chart",
    legend: Sequence[tuple[str, str]] = (), config: Mapping[str, Any] = CHART,
    modes: Sequence[Literal["points", "box", "lasso"]] = ("points",),
) -> None:  # fmt: skip
    """Put a figure on the page in our own look; clicks call ``on_select``.

    ``alt`` is the sentence that says what the chart shows. ``name`` and ``legend`` (colour, meaning; beside
    the positions' colours) are for pictures of it: see ``pages/share.py``.
    """
    if on_select:
        # What opens or closes changes the figure, and with it the browser forgets the dot that was clicked:
        # else a second click on it would be no click.
        figure.update_layout(meta={"open": view().said})
    st.session_state.setdefault("drawn", {})[key] = Drawn(key, name, alt, tuple(legend))
    st.plotly_chart(
        figure, key=key, alt=alt, theme=None, config=dict(config), width="stretch", height=height,
        on_select=on_select or "ignore", selection_mode=modes,
    )  # fmt: skip


def clicked(key: str) -> list[dict[str, Any]]:
    """The points of the click that called ``on_select``, as plain dictionaries."""
    event = st.session_state.get(key) or {}
    points: list[dict[str, Any]] = event.get("selection", {}).get("points", [])
    return points
