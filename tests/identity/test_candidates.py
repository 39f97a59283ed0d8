from dataclasses import replace
from datetime import date

from article60.identity.candidates import gather
from article60.identity.places import place_of
from makers import document, evidence, statement


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


def test_needs_with_the_same_claims_are_paired_in_order_though_one_version_lacks_the_first():
    english, french = document(), document(sha256="e" * 64, language="fr")
    said = [statement(text=f"Training of {number} judges", position=number) for number in (20, 35, 50)]
    dits = [statement(text=f"Formation de {n} juges", position=n, document_sha256="e" * 64, language="fr") for n in (35, 50)]
    found = gather([english, french], said + dits)
    assert [[e.quote for e in one.evidence] for one in found] == [
        ["Training of 20 judges"],
        ["Training of 35 judges", "Formation de 35 juges"],
        ["Training of 50 judges", "Formation de 50 juges"],
    ]


def test_language_version_finds_what_its_sibling_says_also_where_a_report_said_it_first():
    report = document(sha256="a" * 64, symbol=None, document_kind="full_report", issued_on=date(2024, 1, 1))
    english, french = document(), document(sha256="e" * 64, language="fr")
    said = [
        statement(document_sha256="a" * 64, symbol=None),
        statement(),
        statement(document_sha256="e" * 64, language="fr", text="Conseils juridiques (art. 16)"),
    ]
    (found,) = gather([english, french, report], said)
    assert [e.document_sha256[0] for e in found.evidence] == ["a", "d", "e"]


def test_of_several_needs_in_nearly_the_same_words_the_nearest_is_the_same():
    report = document(sha256="e" * 64, symbol=None, document_kind="full_report")
    text = "Legal advice and drafting of a law on the liability of legal persons in {} cases"
    said = [statement(text=text.format(one), position=place) for place, one in enumerate(("civil", "criminal"))]
    again = statement(document_sha256="e" * 64, symbol=None, text=text.format("criminal"))
    found = gather([document(), report], [*said, again])
    assert [len(one.evidence) for one in found] == [1, 2]


def test_revision_that_repeats_a_need_in_one_of_its_languages_does_not_replace_it():
    rev = {"symbol": "DEMO/IRG/I/2/1/Add.1/Rev.1", "revision_of": "DEMO/IRG/I/2/1/Add.1"}
    english, french = document(sha256="e" * 64, **rev), document(sha256="f" * 64, language="fr", **rev)
    repeated = statement(document_sha256="e" * 64, symbol=rev["symbol"])
    (found,) = gather([document(), english, french], [statement(), repeated])
    assert found.replaced_by is None


def test_need_that_another_document_states_too_is_not_replaced_by_a_revision():
    revision = document(sha256="e" * 64, symbol="DEMO/IRG/I/2/1/Add.1/Rev.1", revision_of="DEMO/IRG/I/2/1/Add.1")
    report = document(sha256="a" * 64, symbol=None, document_kind="full_report")
    (found,) = gather([document(), report, revision], [statement(), statement(document_sha256="a" * 64, symbol=None)])
    assert found.replaced_by is None


def test_corrigendum_replaces_only_that_on_which_it_says_something_else():
    corrected = document(sha256="e" * 64, symbol="DEMO/IRG/I/2/1/Add.1/Corr.1", revision_of="DEMO/IRG/I/2/1/Add.1")
    other = statement(position=1, text="Training of judges (art. 30)", provisions=("30",))
    instead = statement(document_sha256="e" * 64, symbol=corrected.symbol, text="Model law in place of advice (art. 16)")
    found = {one.statement.text: one for one in gather([document(), corrected], [statement(), other, instead])}
    assert found["Legal advice (art. 16)"].replaced_by == corrected
    assert found["Training of judges (art. 30)"].replaced_by is None


def test_places_that_people_keep_apart_are_not_joined():
    report = document(sha256="e" * 64, symbol=None, document_kind="full_report")
    said = [statement(), statement(document_sha256="e" * 64, symbol=None)]
    places = [place_of(one.evidence[0]) for one in said]
    assert len(gather([document(), report], said, apart={frozenset(places)})) == 2


SUMMARY = "Art. 26, paras. 2 and 4: legal advice on forms of liability and on sanctions for companies"
IN_DETAIL = "Legal advice on forms of liability and on sanctions for companies would be required"


def report_of(*said, **changes):
    """A full report, and what it says in detail beneath an article and again as its summary lists it."""
    report = document(sha256="e" * 64, symbol=None, document_kind="full_report", **changes)
    return report, [
        statement(
            document_sha256="e" * 64,
            symbol=None,
            position=place,
            provisions=("26",),
            evidence=(evidence(quote=text), evidence(quote=listed)),
            **{"text": text, **more},
        )
        for place, (text, listed, more) in enumerate(said)
    ]


def test_need_that_a_report_words_anew_and_lists_as_its_summary_does_is_one():
    report, detailed = report_of((IN_DETAIL, SUMMARY, {}))
    (found,) = gather([document(), report], [statement(text=SUMMARY, provisions=("26(2)", "26(4)")), *detailed])
    assert found.statement.provisions == ("26(2)", "26(4)")
    assert len(found.evidence) == 3


def test_needs_into_which_a_report_parts_an_item_of_the_list_are_said_by_that_item():
    listed = "Art. 26: model legislation and help with drafting"
    report, detailed = report_of(
        ("Model legislation", listed, {"types": ("model_legislation",)}),
        ("Help with drafting", listed, {"types": ("legislative_drafting",)}),
    )
    whole = statement(text=listed, provisions=("26",), types=("model_legislation", "legislative_drafting"))
    (found,) = gather([document(), report], [whole, *detailed])
    assert found.statement.text == listed


def test_less_exact_provision_is_another_one_where_the_types_differ():
    report, detailed = report_of((IN_DETAIL, SUMMARY, {"types": ("technological",)}))
    said = [statement(text=SUMMARY, provisions=("26(2)", "26(4)")), *detailed]
    assert len(gather([document(), report], said)) == 2


def test_two_paragraphs_of_an_article_are_two_needs():
    report, detailed = report_of((IN_DETAIL, SUMMARY, {}))
    said = [statement(text=SUMMARY, provisions=("26(2)",)), replace(detailed[0], provisions=("26(4)",))]
    assert len(gather([document(), report], said)) == 2
