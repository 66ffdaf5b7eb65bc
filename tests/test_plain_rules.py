"""The rules in plain words."""

from stance import plain_rules
from stance.codebook import load_issue
from stance.counting import Rules

ISSUE = load_issue("gaza-ceasefire")


def test_nothing_is_said_where_no_rule_is_changed() -> None:
    assert plain_rules.in_force(Rules(), ISSUE) == ""


def test_every_changed_rule_is_named() -> None:
    rules = Rules(blocs=True, votes=True, skip=("humanitarian_pause",), max_age=90, min_sources=2)
    assert plain_rules.in_force(rules, ISSUE) == (
        "Rules in force: a bloc's words count for members that have said nothing themselves; votes at the United Nations "
        "count beside words; “Humanitarian pauses” does not count; a standing lapses 90 days after its latest words; "
        "a standing needs 2 sources."
    )


def test_the_rules_in_full_say_how_a_standing_ends_and_what_counts_beside_words() -> None:
    default = plain_rules.in_full(Rules(), ISSUE)
    assert "Votes and the words of blocs do not count." in default
    assert default[-1] == "A standing never lapses by age; where its latest words are old it is drawn paler."
    strict = plain_rules.in_full(Rules(votes=True, max_age=180, min_sources=3), ISSUE)
    assert "A standing lapses 180 days after its latest words." in strict
    assert strict[-1] == "A standing needs 3 sources."


def test_the_rules_in_full_keep_the_names_of_positions() -> None:
    issue = load_issue("ukraine-war")
    said = plain_rules.in_full(Rules(skip=("backs_russia",), min_sources=2), issue)
    assert said[-1] == "“Backs or excuses Russia” does not count; a standing needs 2 sources."
