"""Long work tells how far it is."""

from stance.progress import bars, silent


def test_each_step_has_a_bar_and_one_without_work_has_none(capsys) -> None:
    tell = bars()
    tell("documents", 0, 0)
    for done in range(4):
        tell("vectors", done, 3)
    tell("codings", 0, 2)
    tell("codings", 2, 2)
    shown = capsys.readouterr().err
    assert "documents" not in shown
    assert "vectors: 100%" in shown and "3/3" in shown
    assert "codings: 100%" in shown and "2/2" in shown


def test_silence_says_nothing(capsys) -> None:
    silent("vectors", 1, 2)
    assert capsys.readouterr() == ("", "")
