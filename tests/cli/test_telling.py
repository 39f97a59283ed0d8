"""What a command says while it works."""

from article60.cli import telling


def test_elsewhere_than_on_a_terminal_a_line_is_written_now_and_then(monkeypatch, capsys):
    monkeypatch.setattr(telling, "monotonic", iter([0, 10, 31, 31, 40, 62, 62]).__next__)
    monkeypatch.setattr(telling, "_lines", telling.Lines())

    assert list(telling.progress("abcd", "reading files", 4)) == list("abcd")

    assert capsys.readouterr().err.splitlines() == ["reading files: 2 of 4", "reading files: 4 of 4"]


def test_short_work_says_nothing_elsewhere_than_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(telling, "_lines", telling.Lines())

    assert list(telling.progress("abcd", "reading files", 4)) == list("abcd")

    assert capsys.readouterr().err == ""


def test_many_short_pieces_of_work_say_together_what_is_being_done(monkeypatch, capsys):
    monkeypatch.setattr(telling, "monotonic", iter([0, 20, 40, 40, 60, 80, 80, 90]).__next__)
    monkeypatch.setattr(telling, "_lines", telling.Lines())

    for label in ("adding up money", "analysing", "counting figures"):
        assert list(telling.progress("a", label, 1)) == ["a"]
    assert list(telling.progress("ab", "comparing tables", 2)) == ["a", "b"]

    assert capsys.readouterr().err.splitlines() == ["analysing", "comparing tables: 1 of 2"]
