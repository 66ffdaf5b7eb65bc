"""The visitor's draft of an issue: held in the session of this visit and nowhere else, and its form fields.

The draft in the session is the one truth. A field is given its value from it only where it differs, so that
what somebody is typing in one field is not lost when another one is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from stance.drafting import text
from stance.records import Issue

_DRAFT, _BEFORE = "draft_issue", "draft_before"
Change = Callable[..., Issue]


def held() -> Issue:
    """The draft of this visit; a blank one at first."""
    if _DRAFT not in st.session_state:
        st.session_state[_DRAFT] = text.blank()
    found: Issue = st.session_state[_DRAFT]
    return found


def begin(issue: Issue) -> None:
    """Make this the draft and keep the one before, so that a wrong click costs nothing."""
    st.session_state[_BEFORE] = held()
    st.session_state[_DRAFT] = issue


def before() -> Issue | None:
    """The draft that was there before another was begun."""
    found: Issue | None = st.session_state.get(_BEFORE)
    return found


def back() -> None:
    """Return to the draft before; the one left becomes the one before."""
    if found := before():
        begin(found)


def field(label: str, name: str, value: str, change: Change, *args: object, **more: Any) -> None:  # noqa: ANN401
    """A field for a line of text. ``change(draft, *args, typed)`` gives the draft with what was typed."""
    key = _seed(name, value)
    st.text_input(label, key=key, max_chars=text.MAX_TEXT, on_change=_do, args=(key, change, args), **more)


def area(label: str, name: str, value: str, change: Change, *args: object, **more: Any) -> None:  # noqa: ANN401
    """The same for longer text, or for one entry a line."""
    key = _seed(name, value)
    st.text_area(label, key=key, on_change=_do, args=(key, change, args), **more)


def choice(
    label: str, name: str, value: str, names: Mapping[str, str], change: Change, *args: object, **more: Any  # noqa: ANN401
) -> None:  # fmt: skip
    """A choice among ``names`` (value: what is shown)."""
    key = _seed(name, value)
    st.selectbox(label, list(names), key=key, format_func=lambda item: names.get(item, item),
                 on_change=_do, args=(key, change, args), **more)  # fmt: skip


def button(label: str, name: str, change: Change, *args: object, **more: Any) -> None:  # noqa: ANN401
    """A button that changes the draft to ``change(draft, *args)``."""
    st.button(label, key=f"draft_{name}", on_click=_do, args=("", change, args), **more)


def _do(key: str, change: Change, args: tuple[object, ...]) -> None:
    typed = (str(st.session_state[key]),) if key else ()
    st.session_state[_DRAFT] = change(held(), *args, *typed)


def _seed(name: str, value: str) -> str:
    key = f"draft_field_{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key
