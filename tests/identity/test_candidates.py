from article60.identity.candidates import gather
from makers import document, statement


def test_statement_in_two_language_versions_is_one_with_two_evidences():
    english, arabic = document(), document(sha256="e" * 64, language="ar")
    said = [statement(), statement(document_sha256="e" * 64, language="ar", text="مشورة قانونية (المادة ١٦)")]
    (found,) = gather([arabic, english], said)
    assert found.statement.language == "en"
    assert [e.language for e in found.evidence] == ["en", "ar"]


def test_same_words_in_summary_and_full_report_are_one_need():
    report = document(sha256="e" * 64, symbol=None, document_kind="full_report", language="en")
    said = [statement(), statement(document_sha256="e" * 64, symbol=None, text="– Legal advice (art. 16);")]
    (found,) = gather([document(), report], said)
    assert len(found.evidence) == 2


def test_same_words_on_other_provisions_are_two_needs():
    report = document(sha256="e" * 64, symbol=None, document_kind="full_report")
    said = [statement(), statement(document_sha256="e" * 64, symbol=None, provisions=("17",))]
    assert len(gather([document(), report], said)) == 2


def test_two_equal_lines_of_one_document_stay_two():
    assert len(gather([document()], [statement(), statement(position=1)])) == 2


def test_reviews_of_two_cycles_are_never_joined():
    second = document(sha256="e" * 64, symbol="DEMO/IRG/II/1/1/Add.1", cycle=2)
    said = [statement(), statement(document_sha256="e" * 64, cycle=2, symbol=second.symbol)]
    assert len(gather([document(), second], said)) == 2


def test_need_that_a_revision_drops_is_replaced_and_one_that_it_repeats_is_not():
    revision = document(sha256="e" * 64, symbol="DEMO/IRG/I/2/1/Add.1/Rev.1", revision_of="DEMO/IRG/I/2/1/Add.1")
    dropped = statement(position=1, text="Training of judges (art. 30)", provisions=("30",))
    repeated = statement(document_sha256="e" * 64, symbol=revision.symbol)
    found = {c.statement.text: c for c in gather([document(), revision], [statement(), dropped, repeated])}
    assert found["Training of judges (art. 30)"].replaced_by == revision
    assert found["Legal advice (art. 16)"].replaced_by is None
