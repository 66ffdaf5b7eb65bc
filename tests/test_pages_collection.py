"""Add sources makes a snapshot of a visitor's files: columns by choice, a report, an archive that opens."""

import io
import zipfile
from pathlib import Path

from streamlit.testing.v1 import AppTest

from stance.own_corpus import FOLDER
from stance.snapshot import Snapshot, open_snapshot

ROOT = Path(__file__).resolve().parent.parent
TABLE = (
    "Said by,Their words,Day,Country\n"
    "Ada Rahal,We demand an immediate ceasefire in Gaza.,2023-11-04,JOR\n"
    "Ben Cole,,2023-11-05,USA\n"
)


def started() -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    at.query_params["issue"] = "gaza-ceasefire"
    at.run()
    return at.switch_page("stance/pages/add_sources.py").run()


def uploaded(at: AppTest, name: str, data: bytes) -> AppTest:
    at.file_uploader(key="collection_files").upload(name, data)
    return at.run()


def test_a_table_becomes_a_snapshot_with_the_columns_that_are_chosen(opened: Snapshot, tmp_path: Path) -> None:
    at = uploaded(started(), "mine.csv", TABLE.encode())
    assert at.selectbox(key="collection_country").value == "Country"
    at.selectbox(key="collection_text").set_value("Their words")
    at.selectbox(key="collection_speaker").set_value("Said by")
    at.run()
    at.button(key="collection_make").click().run()
    assert not at.exception
    made = at.session_state["collection_made"]
    assert made.counts["statements"] == 1
    assert [error.line for error in made.refused] == [3]
    assert any("1 statement in 1 source. Files and rows left out: 1." in text.value for text in at.markdown)
    with zipfile.ZipFile(io.BytesIO(made.archive)) as archive:
        archive.extractall(tmp_path)
    (row,) = open_snapshot(tmp_path / FOLDER).rows("SELECT speaker, country FROM statements")
    assert (row["speaker"], row["country"]) == ("Ada Rahal", "JOR")


def test_what_cannot_be_used_is_said_with_what_mends_it(opened: Snapshot) -> None:
    at = uploaded(started(), "mine.zip", b"no archive")
    at.button(key="collection_make").click().run()
    assert any("mine.zip: the archive cannot be read" in text.value for text in at.error)
