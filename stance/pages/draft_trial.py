"""The draft at work: statements of this collection, coded by the codebook as it stands."""

from __future__ import annotations

from typing import Any

import streamlit as st

from stance.counting import MIN_CONFIDENCE
from stance.drafting import trial
from stance.errors import InputError
from stance.pages import draft, evidence, frame, tables
from stance.pages.evidence import escape
from stance.records import Issue
from stance.written import many

_TRIED = "draft_tried"
WAIT = "Coding. The first time after a start takes about 20 seconds, the next times a few."
UNMEASURED = (
    "**Unmeasured.** The coder knows nothing of this question but the codebook's examples, and nobody has "
    "counted how often it is right. Read it as a first look, not as a result: its errors may all lie on one "
    "side."
)


def show(wrong: InputError | None) -> None:
    """The button, and what the last try gave."""
    issue = draft.held()
    if wrong:
        st.info(f"The draft can be tried when its file is complete. {escape(str(wrong))}")
        return
    st.markdown(UNMEASURED)
    about = st.checkbox(
        "Only statements that name one of the words of step 1", value=True, key="draft_about",
        disabled=not issue.about,
    )  # fmt: skip
    if st.button("Code statements of this collection", key="draft_try", type="primary"):
        _work(issue, about)
    tried = st.session_state.get(_TRIED)
    if tried:
        _found(*tried)


def _work(issue: Issue, about: bool) -> None:
    st.session_state.pop(_TRIED, None)
    rows, total = trial.sample(frame.snapshot(), issue.about if about else ())
    if not rows:
        st.warning("No statement of this collection names any of these words. Try it on all statements, or "
                   "write other words.")  # fmt: skip
        return
    try:
        with st.spinner(WAIT):
            made = trial.coded(issue, rows)
    except InputError as error:
        st.error(f"This draft cannot be coded. {escape(str(error))}")
        return
    st.session_state[_TRIED] = (issue, made, total)


def _found(issue: Issue, rows: list[dict[str, Any]], total: int) -> None:
    if issue != draft.held():
        st.caption("The draft has changed since; code again to see what difference it makes.")
    every = many(total, "statement") if len(rows) == total else f"{len(rows):,} of {total:,} statements"
    st.subheader(f"What it makes of {every}")
    lines = [f"| Position | Statements | At least {MIN_CONFIDENCE:.0%} sure |", "|---|--:|--:|"]
    for item in trial.counts(issue, rows):
        share = f"{item.n:,} ({item.n / len(rows):.0%})"
        lines.append(f"| {evidence.dot(issue, item.position)} | {share} | {item.sure:,} |")
    st.markdown("\n".join(lines))
    st.caption(
        f"Counted by an unmeasured coder: no share here says what states hold. What is less than "
        f"{MIN_CONFIDENCE:.0%} sure would count on no map, and stands here under “perhaps”."
    )
    for number, (title, some) in enumerate(sections(issue, rows)):
        _section(issue, title, some, number)
    tables.beside("All of them", [_flat(issue, row) for row in rows], "draft_rows", f"{issue.id}-unmeasured")


def sections(issue: Issue, rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """What is shown of a try: a title as markdown, and the statements under it."""
    names = {position.id: escape(position.name) for position in issue.positions}
    found = [(f"Surest of “{name}”", trial.telling(rows, key)) for key, name in names.items()]
    return [*found, ("Least sure: an example like one of these would teach it most", trial.telling(rows, ""))]


def _section(issue: Issue, title: str, rows: list[dict[str, Any]], number: int) -> None:
    st.markdown(f"#### {title}")
    if not rows:
        st.caption("No statement was coded so. Do the examples sound like what officials say?")
    with st.grid(2, min_column_width=420, gap=("small", "large")):
        for row in rows:
            # The same statement can be the surest of one position and the least sure of all.
            with st.container(key=f"words-draft-{number}-{row['id']}", gap="xxsmall"):
                _card(issue, row)


def _card(issue: Issue, row: dict[str, Any]) -> None:
    day = frame.day(row["date"], row["date_precision"])
    st.markdown(f"{_named(issue, row)} :gray[· {day}]")
    st.markdown(f"> {evidence.marked(row['text'], row['because'] or '')}")
    st.markdown(evidence.facts(row))


def _named(issue: Issue, row: dict[str, Any]) -> str:
    if row["coding_confidence"] >= MIN_CONFIDENCE:
        return evidence.dot(issue, row["position"])
    return f":gray[◌ perhaps {escape(issue.position(row['position']).name)}]"


def _flat(issue: Issue, row: dict[str, Any]) -> dict[str, object]:
    names = {position.id: position.name for position in issue.positions}
    return {
        "text": row["text"], "date": row["date"], "speaker": row["speaker"], "country": row["country"],
        "position": names[row["position"]], "confidence": round(row["coding_confidence"], 2),
        "because": row["because"], "measured": "no",
    }  # fmt: skip
