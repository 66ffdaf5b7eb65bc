"""Write an issue without code: a question becomes a codebook, tried at once on words that were said."""

from __future__ import annotations

import streamlit as st

from stance.drafting import hints
from stance.drafting import text as drafts
from stance.drafting.text import MAX_BYTES
from stance.errors import InputError
from stance.pages import draft, draft_steps, draft_trial, frame
from stance.pages.evidence import escape

_UPLOADED, _SAID = "draft_upload", "draft_said"


def page() -> None:
    """The whole page: where to begin, the steps, and how the draft stands."""
    st.title("Write an issue")
    st.markdown(
        "An issue is a question with a codebook: what can be supported or opposed, which answers there are, "
        "and examples of each. Write one here, try it on the statements of this collection, and take its "
        "file home. **Nothing is stored on the server**: the draft lives in this visit, so download it "
        "before you go."
    )
    _begin()
    wrong = drafts.error_of(draft.held())
    with st.container(key="draft_standing"):
        _standing(wrong)
    steps = st.tabs(["1 Question", "2 Concepts", "3 Positions", "4 Rule", "5 Try it"], key="draft_tabs")
    with steps[0]:
        draft_steps.question()
    with steps[1]:
        draft_steps.concepts()
    with steps[2]:
        draft_steps.positions()
    with steps[3]:
        draft_steps.rule()
    with steps[4]:
        draft_trial.show(wrong)
        st.caption(
            "To use the finished file, put it into the folder `issues` of a corpus and run "
            "`python -m stance build`. Its coder learns from what people code, and stays unmeasured until "
            "somebody measures it."
        )


def _begin() -> None:
    issues = frame.snapshot().issues
    with st.expander("Begin from a copy, or go on with your own file", key="draft_begin"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox("A copy of", list(issues), key="draft_copy",
                                  format_func=lambda name: issues[name].title, width=420)  # fmt: skip
            st.button("Copy it", key="draft_copy_it",
                      on_click=lambda: draft.begin(drafts.copy_of(issues[chosen])))  # fmt: skip
            st.button("Begin blank", key="draft_blank", on_click=lambda: draft.begin(drafts.blank()))
            if draft.before():
                st.button("Back to the draft before", key="draft_back", on_click=draft.back, type="tertiary")
        st.file_uploader("A codebook's file (YAML)", type=["yaml", "yml"], key=_UPLOADED, on_change=_upload,
                         max_upload_size=1)  # fmt: skip
    for kind, said in st.session_state.pop(_SAID, ()):
        (st.error if kind == "error" else st.success)(said)


def _upload() -> None:
    file = st.session_state.get(_UPLOADED)
    if file is None:
        return
    try:
        data = file.getvalue()[: MAX_BYTES + 1]
        issue, wrong = drafts.from_yaml(data.decode("utf-8-sig", errors="replace"), file.name)
    except InputError as error:
        st.session_state[_SAID] = [("error", escape(str(error)))]
        return
    draft.begin(issue)
    if wrong is not None and drafts.error_of(issue) is None:
        said = f"{escape(file.name)} was read without what cannot be used. {escape(str(wrong))}"
        st.session_state[_SAID] = [("error", said)]
        return
    state = "It is complete." if wrong is None else "It is not complete yet."
    st.session_state[_SAID] = [("success", f"{escape(file.name)} was read. {state}")]


def _standing(wrong: InputError | None) -> None:
    issue = draft.held()
    found = hints.hints(issue)
    with st.container(horizontal=True, vertical_alignment="center"):
        if wrong:
            st.markdown(f":orange-badge[Not complete] {escape(str(wrong))}", width="stretch")
        else:
            more = f", and could be better in {len(found)} ways" if found else ""
            st.markdown(f":green-badge[Complete] The file can be used{more}.", width="stretch")
        label = "Download the codebook" if wrong is None else "Download the draft"
        st.download_button(
            label, data=drafts.to_yaml(issue).encode(errors="replace"), mime="application/yaml",
            file_name=f"{issue.id or 'draft'}.yaml", key="draft_file", on_click="ignore",
        )  # fmt: skip
    if found:
        with st.expander(f"What would make it better ({len(found)})", key="draft_hints"):
            st.markdown("\n".join(f"- {escape(said)}" for said in found))


page()
