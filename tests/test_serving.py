"""The addresses beside the pages: feeds with checked parameters, and what a broken snapshot answers."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest

from stance import serving

GOOD = {"issue": ["gaza-ceasefire"], "since": ["2024-03-01"]}


def asked(form: str = "json", base: str = "", **params: list[str]) -> tuple[int, str]:
    status, kind, body = serving.changes(form, {**GOOD, **params}, base)
    return status, body.decode()


def test_both_forms_hold_the_changes_since_the_day() -> None:
    status, kind, body = serving.changes("atom", GOOD, "https://stance.example")
    assert (status, kind) == (200, "application/atom+xml; charset=utf-8")
    titles = [entry.title for entry in feedparser.parse(body).entries]
    assert titles[1] == "United States: Ceasefire to Opposes a ceasefire, 20 Nov 2024, Ben Cole"
    assert titles[-1] == "Germany: Humanitarian pauses to Ceasefire, 1 Mar 2024, Max Ritter"
    found = json.loads(asked(base="https://stance.example")[1])
    assert [item["title"] for item in found["items"]] == titles
    assert found["feed_url"] == "https://stance.example/api/changes.json?issue=gaza-ceasefire&since=2024-03-01"
    assert found["home_page_url"] == "https://stance.example/changes?issue=gaza-ceasefire&from=2024-03-01"


def test_filters_and_rules_are_those_of_the_pages() -> None:
    only = json.loads(asked(actor=["DEU"])[1])["items"]
    assert [item["tags"][0] for item in only] == ["DEU"]
    votes = json.loads(asked(since=["2023-12-12"], basis=["votes"], actor=["KEN", "JPN", "FRA", "MLT"])[1])
    assert "votes at the United Nations count" in votes["description"]
    assert json.loads(asked(basis=["own"])[1])["items"] == json.loads(asked()[1])["items"]
    assert json.loads(asked(since=["2030-01-01"])[1])["items"] == []


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"issue": ["nothing"]}, "issue 'nothing' is not known here. See the page of changes for what is.\n"),
        ({"since": ["yesterday"]}, "since 'yesterday' is not a date. Write it as YYYY-MM-DD.\n"),
        ({"actor": ["DEU", "'; DROP TABLE"]}, "actor \"'; DROP TABLE\" is not known here. See the page of changes for what is.\n"),
        ({"position": ["none"]}, "Nobody moves to 'none', so no change would ever be told. Name another position.\n"),
        ({"age": ["91"]}, "age '91' is not known here. See the page of changes for what is.\n"),
        ({"colour": ["speaker"]}, "unknown parameter 'colour'. Use issue, since, actor, bloc, speaker, role, position, wording, kind, "
                                  "confidence, basis, skip, age, sources.\n"),
    ],
)  # fmt: skip
def test_a_feed_refuses_what_it_does_not_know(params: dict[str, list[str]], said: str) -> None:
    assert asked(**params) == (400, said)


def test_without_data_a_feed_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_SNAPSHOT", str(tmp_path))
    assert asked() == (503, "The data cannot be opened.\n")


@pytest.mark.parametrize(
    ("host", "path", "base"),
    [
        ("stance.example", "/api/changes.atom", "https://stance.example"),
        ("localhost:8501", "/atlas/api/changes.atom", "https://localhost:8501/atlas"),
        ("[::1]:80", "/api/changes.atom", "https://[::1]:80"),
        ("evil.example/\"><x", "/api/changes.atom", ""),
        ("", "/api/changes.atom", ""),
    ],
)
def test_only_an_ordinary_host_gets_into_a_link(host: str, path: str, base: str) -> None:
    assert serving.base_of("https", host, path, "/api/changes.atom") == base


def test_a_snapshot_can_be_named_after_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_SNAPSHOT", "/set/before")
    serving.take(["/somewhere/pytest", "--snapshot", "other"])
    serving.take([])
    serving.take(["/a/app.py"])
    assert serving.snapshot_path() == Path("/set/before")
    serving.take(["/a/app.py", "--snapshot", "my data/snapshot"])
    assert serving.snapshot_path() == Path("my data/snapshot")


@pytest.mark.parametrize("arguments", [["--snapshot"], ["--data", "x"], ["x"]])
def test_other_words_after_the_script_are_wrong_usage(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        serving.take(["app.py", *arguments])
    assert ended.value.code == 2
    assert "usage: streamlit run app.py -- [-h] [--snapshot DIR]" in capsys.readouterr().err
