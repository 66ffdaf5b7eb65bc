"""The steps of writing an issue: the question, what can be supported, the answers, the rule between them."""

from __future__ import annotations

import streamlit as st

from stance.drafting import changes
from stance.drafting.text import MAX_ENTRIES, MAX_RULE, PALETTE, WANTED
from stance.pages import codebook, draft, evidence
from stance.pages.evidence import escape
from stance.records import Issue

_STANCES = {"": "says anything", "supports": "supports", "opposes": "opposes", "none": "does not address"}
_AS_FOUND = "As in the file"


def question() -> None:
    """The question, its name, the words that tell what is about it, and its time."""
    issue = draft.held()
    draft.field("Title", "title", issue.title, changes.set_text, "title",
                placeholder="What should happen to commercial whaling?")  # fmt: skip
    draft.area(
        "Question, with its possible answers", "question", issue.question, changes.set_text, "question",
        height=90, placeholder="Does the statement ask for a ban, defend whaling, or say nothing of it?",
    )  # fmt: skip
    draft.area(
        "Words that a document on it names, one a line", "about", "\n".join(issue.about),
        changes.set_text, "about", height=110, placeholder="whaling\nwhale hunt",
        help="A document that names none of these is about something else and takes no position. A word ends "
        "where it is written, or goes on: “whal” finds whale, whales and whaling.",
    )  # fmt: skip
    with st.container(horizontal=True):
        for label, name in (("Begins on", "start"), ("Ends on", "end")):
            draft.field(label, name, getattr(issue, name), changes.set_text, name,
                        placeholder="YYYY-MM-DD or empty", width=190)  # fmt: skip
        draft.field("Name of the file", "id", issue.id, changes.set_text, "id", width=260,
                    help="a to z, 0 to 9 and hyphens")  # fmt: skip
        draft.field("Version", "version", issue.version, changes.set_text, "version", width=110)


def concepts() -> None:
    """What a statement can support or oppose."""
    issue = draft.held()
    st.markdown(
        "A concept is something that a statement can **support** or **oppose**: a ceasefire, a ban, a tax. "
        "Most questions need one to three. Say in the definition what else people call it."
    )
    for at, concept in enumerate(issue.concepts):
        with st.container(border=True, key=f"draft_concept_{at}"):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                draft.field("Name", f"concept_name_{at}", concept.name, changes.set_concept, at, "name",
                            placeholder="Ban on whaling")  # fmt: skip
                draft.field("Id", f"concept_id_{at}", concept.id, changes.set_concept, at, "id", width=190)
                draft.button("Remove", f"concept_drop_{at}", changes.remove_concept, at, type="tertiary",
                             disabled=len(issue.concepts) < 2)  # fmt: skip
            draft.area(
                "Definition", f"concept_definition_{at}", concept.definition,
                changes.set_concept, at, "definition", height=90,
                placeholder="Whales are no longer hunted for sale. Also said as: moratorium, …",
            )  # fmt: skip
    draft.button("Add a concept", "concept_add", changes.add_concept,
                 disabled=len(issue.concepts) >= MAX_ENTRIES)  # fmt: skip


def positions() -> None:
    """The answers, in their order on the scale, with what counts and examples."""
    issue = draft.held()
    st.markdown(
        "The answers that a statement can give, in the order of the scale, the last one for statements that "
        f"give none. The coder learns from the **examples**: write {WANTED} for each, in your own words, as "
        "officials would say it, some plain and some hard, none copied from a source."
    )
    for at, position in enumerate(issue.positions):
        found = len(position.examples)
        state = f"{found} of {WANTED} examples" if found < WANTED else f"{found} examples"
        name = f"{evidence.sign(issue, position.id)} {escape(position.name) or 'New position'}"
        with st.expander(f"{name} :gray[· {state}]", key=f"draft_position_{at}", expanded=at == 0):
            _position(issue, at)
    draft.button("Add a position", "position_add", changes.add_position,
                 disabled=len(issue.positions) >= MAX_ENTRIES)  # fmt: skip


def _position(issue: Issue, at: int) -> None:
    position, put = issue.positions[at], changes.set_position
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draft.field("Name", f"position_name_{at}", position.name, put, at, "name")
        draft.field("Id", f"position_id_{at}", position.id, put, at, "id", width=190)
        _colour(issue, at)
    draft.area("Definition", f"position_definition_{at}", position.definition, put, at, "definition",
               height=90)  # fmt: skip
    with st.grid(2, min_column_width=260):
        for label, name in (("Counts", "counts"), ("Does not count", "does_not_count")):
            draft.area(f"{label}, one a line", f"position_{name}_{at}", "\n".join(getattr(position, name)),
                       put, at, name, height=130)  # fmt: skip
    draft.area(
        f"Examples, one a line ({len(position.examples)} of {WANTED})", f"position_examples_{at}",
        "\n".join(position.examples), put, at, "examples", height=220,
    )  # fmt: skip
    _order(issue, at)


def _colour(issue: Issue, at: int) -> None:
    pair = (issue.positions[at].colour, issue.positions[at].colour_dark)
    held = next((name for name, colours in PALETTE.items() if colours == pair), _AS_FOUND)
    names = {name: name for name in (*PALETTE, *(() if held in PALETTE else (held,)))}
    draft.choice("Colour", f"position_colour_{at}", held, names, changes.set_colour, at, width=150,
                 help="These stay apart for colour-blind readers, on light and dark pages.")  # fmt: skip


def _order(issue: Issue, at: int) -> None:
    position, last = issue.positions[at], len(issue.positions) - 1
    with st.container(horizontal=True, vertical_alignment="center"):
        draft.button("Move up", f"position_up_{at}", changes.move_position, at, -1, disabled=at == 0)
        draft.button("Move down", f"position_down_{at}", changes.move_position, at, 1, disabled=at == last)
        draft.button(
            "Put on the scale" if position.order is None else "Take off the scale", f"position_scale_{at}",
            changes.turn_scale, at, disabled=position.id == "none" and position.order is None,
            help="What has a place on the scale is an answer; “states no position” has none.",
        )  # fmt: skip
        draft.button("Remove", f"position_drop_{at}", changes.remove_position, at, type="tertiary",
                     disabled=last < 2 or position.id == "none")  # fmt: skip


def rule() -> None:
    """Which position follows from what a statement says of each concept."""
    issue = draft.held()
    st.markdown(
        "Each statement is first read for what it says of each concept. The first line below that holds "
        "gives its position; the last line always holds."
    )
    for at in range(len(issue.rule)):
        _line(issue, at)
    draft.button("Add a line", "rule_add", changes.add_line, disabled=len(issue.rule) >= MAX_RULE)
    st.markdown("**As it reads**")
    st.markdown("\n".join(f"{n}. {line}" for n, line in enumerate(codebook.rule(issue), start=1)))


def _line(issue: Issue, at: int) -> None:
    when, then = issue.rule[at]
    last = at == len(issue.rule) - 1
    with st.container(border=True, horizontal=True, vertical_alignment="bottom", key=f"draft_line_{at}"):
        st.markdown(f"**{at + 1}**", width=24)
        for place, concept in enumerate(() if last else issue.concepts):
            draft.choice(
                escape(concept.name) or concept.id, f"rule_{at}_{place}", when.get(concept.id, ""), _STANCES,
                changes.set_stance, at, concept.id, width=180,
            )  # fmt: skip
        names = {position.id: position.name or position.id for position in issue.positions}
        draft.choice("Anything else gives" if last else "gives", f"rule_{at}_then", then, names,
                     changes.set_then, at, width=220)  # fmt: skip
        if not last:
            draft.button("Up", f"rule_up_{at}", changes.move_line, at, -1, type="tertiary", disabled=at == 0)
            draft.button("Remove", f"rule_drop_{at}", changes.remove_line, at, type="tertiary")
