"""The page of changes through AppTest: the log, its words, what changed since a day, the feeds."""

from __future__ import annotations

import datetime as dt

from streamlit.testing.v1 import AppTest
from visit import told, visit


def entries(at: AppTest) -> list[str]:
    labels = [box.label.replace("\u00a0", " ").replace("\\", "") for box in at.expander]
    return [label for label in labels if label.startswith("**")]


def test_the_log_says_who_moved_from_where_to_where_when_and_by_whom() -> None:
    at = visit("changes")
    assert not at.exception
    assert at.title[0].value == "What changed since the first statement"
    log = entries(at)
    assert log[0].startswith("**Norway**: ") and log[0].endswith("Ceasefire, 11 Dec 2024, Pia Lund")
    assert log[1].startswith("**United States**: ") and log[1].endswith("Opposes a ceasefire, 20 Nov 2024, Ben Cole")
    assert "→" in log[1] and "Ceasefire" in log[1].split("→")[0]
    assert f"{len(log)} shifts, " in at.header[0].value


def test_first_positions_are_listed_when_asked_for() -> None:
    shifts, every = entries(visit("changes")), entries(visit("changes", log="first"))
    assert len(every) > len(shifts) and any("first found at" in line for line in every)


def test_an_entry_opens_its_words_before_and_after() -> None:
    at = visit("changes")
    at.session_state["changes_USA_2024-11-20_oppose_ceasefire"] = True
    at.run()
    said = told(at)
    assert "Before" in said and "After" in said
    assert said.index("aid must reach everyone") < said.index("those who began this")


def test_since_a_day_only_what_changed_then_and_where_states_moved() -> None:
    at = visit("changes", **{"from": "2024-03-01"})
    assert at.title[0].value == "What changed since 1 Mar 2024"
    log = entries(at)
    # Germany and the European Union in March, the Netherlands in May, the United States and Norway at the end.
    assert [line.split("**")[1] for line in log] == ["Norway", "United States", "Netherlands", "European Union", "Germany"]
    assert "States by position before 1 Mar 2024 (down) and on 11 Dec 2024 (across)" in told(at)
    assert "Tuvalu" not in told(at)


def test_since_offers_the_days_of_the_question_and_not_of_all_questions() -> None:
    since = visit("changes").date_input(key="changes_since")
    # The made-up statements begin on 10 October; the question begins on the 7th.
    assert (since.min, since.max) == (dt.date(2023, 10, 7), dt.date(2024, 12, 11))


def test_a_period_that_begins_after_the_day_is_said_and_nothing_is_drawn() -> None:
    at = visit("changes", date="2024-01-10", **{"from": "2024-03-01"})
    assert not at.exception
    assert at.info[0].value == (
        "The period begins on 1 Mar 2024, after the day chosen above, 10 Jan 2024. "
        "Choose a later day above, or an earlier beginning: Since."
    )
    assert not at.header and not at.subheader and not entries(at)
    assert at.date_input(key="changes_since").value == dt.date(2024, 3, 1)
    same = visit("changes", date="2024-03-01", **{"from": "2024-03-01"})
    assert len(entries(same)) == 1 and not same.info


def test_filters_narrow_the_log() -> None:
    assert all("Germany" in line for line in entries(visit("changes", actor="DEU")))
    assert all(", 20 Nov 2024," in line for line in entries(visit("changes", position="oppose_ceasefire", **{"from": "2024-01-01"})))
    nothing = visit("changes", actor="TUV")
    assert not entries(nothing) and "No change fits." in told(nothing)


def test_a_position_that_nobody_moves_to_carried_over_from_statements_hides_no_change() -> None:
    plain, carried = visit("changes"), visit("changes", position="none")
    assert not carried.exception
    assert entries(carried) == entries(plain) and carried.header[0].value == plain.header[0].value
    assert not any("position=" in code.value for code in carried.code if "/api/changes" in code.value)
    both = visit("changes", position=["none", "oppose_ceasefire"])
    assert entries(both) == entries(visit("changes", position="oppose_ceasefire"))
    # Statements still finds it.
    assert carried.session_state["view"].positions == ("none",)


def test_voices_of_one_government_stand_side_by_side() -> None:
    early = told(visit("changes", date="2023-11-30"))
    assert "Governments whose voices differ, up to 30 Nov 2023" in early
    assert "**Norway**" in early and "**Pia Lund**" in early and "**Erik Dahl**" in early
    assert "No two speakers of one government are found to differ" in told(visit("changes"))


def test_votes_change_positions_only_where_the_rules_count_them() -> None:
    assert not any("its vote" in line for line in entries(visit("changes")))
    at = visit("changes", basis="votes", log="first")
    assert any(line.endswith("its vote") for line in entries(at))
    assert "Rules in force: votes at the United Nations count beside words." in told(at)


def test_the_rules_stand_in_plain_words_and_the_feeds_with_their_filters() -> None:
    at = visit("changes", actor="DEU", **{"from": "2024-01-01"})
    assert "A standing is the latest statement that counts" in told(at)
    # The first three are those of Share, which every page has.
    codes = [code.value for code in at.code][3:]
    assert len(codes) == 2 and "/api/changes.atom?issue=gaza-ceasefire&since=2024-01-01&actor=DEU" in codes[0]


def test_the_page_of_trackers_says_where_there_is_none() -> None:
    # The made-up data begin before that day, so the tracker is there; its nine are told one by one.
    at = visit("trackers")
    assert not at.exception
    said = told(at)
    assert "Le Grand Continent, 17 Nov 2023" in said
    assert "Of the **9** European Union members on its list **1** hold this position here and **8** do not" in said
    assert "**Belgium.** No statement of its government is found up to that day." in said
    assert "**France.**" not in said


def test_the_map_offers_the_tracker_s_rules_and_then_where_the_lists_differ() -> None:
    def labels(**params: str) -> list[str]:
        at = AppTest.from_file("../app.py", default_timeout=20)
        for name, value in {"issue": "gaza-ceasefire", **params}.items():
            at.query_params[name] = value
        at.run()
        shown = [*(link.proto.label for link in at.get("page_link")), *(button.label for button in at.button)]
        return [label.replace("\\", "") for label in shown]

    assert "Apply the rules of Le Grand Continent, 17 Nov 2023" in labels(date="2024-12-11")
    there = labels(date="2023-11-17", basis="blocs", skip="humanitarian_pause")
    assert "Where this differs from Le Grand Continent, 17 Nov 2023" in there
