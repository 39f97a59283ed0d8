"""What a command says while it works."""

from article60.cli import telling


def test_elsewhere_than_on_a_terminal_a_line_is_written_now_and_then(monkeypatch, capsys):
    monkeypatch.setattr(telling, "monotonic", iter([0, 10, 31, 31, 40, 62, 62]).__next__)

    assert list(telling.progress("abcd", "reading files", 4)) == list("abcd")

    assert capsys.readouterr().err.splitlines() == ["reading files: 2 of 4", "reading files: 4 of 4"]


def test_short_work_says_nothing_elsewhere_than_on_a_terminal(capsys):
    assert list(telling.progress("abcd", "reading files", 4)) == list("abcd")

    assert capsys.readouterr().err == ""
