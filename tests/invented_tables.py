"""A small invented set of tables for tests: nine fictional States, their needs, some aid, matches, gaps and coverage."""

import hashlib
from datetime import date
from typing import Any

from article60.analysis import coverage, families, needed, pledged
from article60.analysis.gaps import find_gaps
from article60.domain.alias import Alias
from article60.domain.assistance_received import AssistanceReceived
from article60.domain.assistance_request import AssistanceRequest, Pledge
from article60.domain.decision import PublicDecision
from article60.domain.document import Document
from article60.domain.erratum import Erratum
from article60.domain.evidence import Evidence
from article60.domain.good_practice import GoodPractice
from article60.domain.knowledge import KnowledgeProduct
from article60.domain.match import Match, MatchFeature
from article60.domain.need import Need
from article60.domain.need_suggestion import NeedSuggestion
from article60.domain.no_need_stated import NoNeedStated
from article60.domain.overlap import Overlap
from article60.domain.previous_figure import PreviousFigure
from article60.domain.provision import Provision
from article60.domain.review import CountryReview, GroupMembership, Party
from article60.domain.run_note import RunNote
from article60.domain.state_party import StateParty
from blank_records import ON, make
from invented_aid import aid

STATES = {
    "XA": "african",
    "XB": "african",
    "XC": "asia_pacific",
    "XD": "asia_pacific",
    "XE": "asia_pacific",
    "XF": "asia_pacific",
    "XJ": "asia_pacific",
    "XG": "eastern_european",
    "XH": "eastern_european",
}
CHAPTERS = {"5": "II", "9": "II", "15": "III", "46": "IV", "53": "V"}
BEFORE = "2026-05-24-aaaaaaaa"
CYCLES = {"II": 2, "III": 1, "IV": 1, "V": 2}
CLUSTERS = {
    "5": "policies_bodies", "9": "procurement_finances", "15": "bribery", "46": "mutual_legal_assistance",
    "53": "recovery_mechanisms",
}  # fmt: skip


def sha256(state: str) -> str:
    """Hash of the one document about a State."""
    return hashlib.sha256(state.encode()).hexdigest()


def tables() -> dict[str, list[Any]]:
    """Records by table name."""
    needs = _needs()
    practices = [
        make(
            GoodPractice,
            practice_id=f"{state}-PRACTICE",
            state=state,
            text="A public register of interests",
            articles=("5", "9"),
            provisions=("5", "9(1)"),
            chapter="II",
            cycle=2,
            language="en",
            reading="read_by_machine",
            document_id=f"DOC-{state}",
            symbol=f"DEMO/IRG/{state}",
            page=4,
        )
        for state in ("XA", "XC")
    ]
    received = [
        make(
            AssistanceReceived,
            received_id="XB-RECEIVED",
            state="XB",
            text="Formation reçue",
            language="fr",
            chapter="IV",
            provider="An invented provider",
            articles=("46",),
            provisions=("46(9)(b)",),
            types=("capacity_building",),
            coarse_types=("capacity_building",),
            cycle=1,
            document_id="DOC-XB",
            symbol="DEMO/IRG/XB",
            page=6,
            reading="read_by_machine",
        )
    ]
    silent = [
        make(
            NoNeedStated,
            statement_id="XG-NOTHING0",
            state="XG",
            text="No assistance was requested.",
            language="en",
            chapter="III",
            cycle=1,
            document_id="DOC-XG",
            symbol="DEMO/IRG/XG",
            page=9,
        )
    ]
    documents = [_document(state) for state in STATES if state != "XJ"]
    reviews = [make(CountryReview, state="XA", cycle=1, stage="summary_issued", on=ON, source="An invented fact")]
    given, together = aid(), _together()
    return {
        "states": [_state(state, group) for state, group in STATES.items()],
        "provisions": _provisions(),
        "documents": documents,
        "needs": needs,
        "need_suggestions": [
            make(NeedSuggestion, need_id="XA-NEED0001", position=0, provision="9", score=0.7, words=("public purchasing",))
        ],
        "good_practices": practices,
        "assistance_received": received,
        "no_needs": silent,
        "evidence": [_evidence(row) for row in (*needs, *practices, *received, *silent) if row.document_id],
        **given,
        **together,
        **_funded(given, needs, together),
        "gaps": list(find_gaps(needs=needs, sources_read=("demo.xml",), on=ON)),
        **_covered(needs, silent, documents, reviews, practices, given),
        "reviews": reviews,
        "parties": [make(Party, state=state, since=date(2005, 12, 14), source="An invented fact") for state in STATES],
        "groups": [make(GroupMembership, group="Invented Forum", kind="other", state="XC", source="An invented fact")],
        **_requested(),
        "public_decisions": [
            make(
                PublicDecision,
                record_id="XA-NEED0000",
                record_kind="need",
                verb="confirm",
                decided_on="2026-10-01",
                role="focal_point",
            )
        ],
        "previous_figures": _before(),
        "aliases": [make(Alias, old_id="XA-OLDNEED0", new_id="XA-NEED0000", why="merged")],
        "errata": [
            Erratum(release=BEFORE, record="XA-NEED0000", wrong="The page was 3.", right="The page is 1.", on=date(2026, 6, 1))
        ],
        "knowledge": [make(KnowledgeProduct, title="An invented guide", kind="guide", provisions=("46(9)(b)",), language="en")],
        "notes": [make(RunNote, step="collect", severity="refused", subject="broken.xml", line=7, message="Ends too early.")],
    }


def _funded(given: dict[str, Any], needs: list[Need], together: dict[str, Any]) -> dict[str, list[Any]]:
    """Funding as it follows from the aid data, needs and matches."""
    activities, money, parts = given["activities"], given["activity_money"], given["activity_organisations"]
    children, matches = families.links(activities), together["matches"]
    found = needed.funding(children=children, organisations=parts, money=money, needs=needs, matches=matches)
    return {"funding": list(found), "provision_funding": list(needed.by_provision(activities=activities, money=money))}


def _requested() -> dict[str, list[Any]]:
    """A request with its cost, and what is pledged for it."""
    request = make(AssistanceRequest, request_id="R1", state="XA", cost_least="100.00", cost_most="150.00")
    pledges = [make(Pledge, pledge_id="P1", request_id="R1", status="committed", usd="40.00")]
    funded = list(pledged.funded(requests=[request], pledges=pledges))
    return {"assistance_requests": [request], "pledges": pledges, "request_funding": funded}


def _before() -> list[PreviousFigure]:
    """Figures of an invented Release before; one of them was counted otherwise then."""
    said = [
        ("states_with_needs", "needs", "distinct:state", None, "6", ()),
        ("states_with_needs.cycle", "needs", "distinct:state", "cycle", "6", (("1", "4"), ("2", "3"))),
        ("needs_stated", "needs", "distinct:text", None, "5", ()),
    ]
    return [
        make(
            PreviousFigure,
            figure=figure,
            release=BEFORE,
            content_hash="a" * 64,
            table=table,
            measure=measure,
            dimension=dimension,
            filters=("grade is not withdrawn or superseded",),
            value=value,
            parts=parts,
        )
        for figure, table, measure, dimension, value, parts in said
    ]


def _state(state: str, group: str) -> StateParty:
    return make(StateParty, state=state, name_en=f"Invented {state}", regional_group=group, fictional=True)


def _provisions() -> list[Provision]:
    whole = [
        make(
            Provision,
            provision=article,
            article=int(article),
            chapter=chapter,
            cycle=CYCLES[chapter],
            cluster=CLUSTERS.get(article),
            title_en=f"Article {article}",
        )
        for article, chapter in CHAPTERS.items()
    ]
    parts = [("46(9)(b)", 46, 9, "b", "IV"), ("9(1)", 9, 1, None, "II")]
    return whole + [
        make(Provision, provision=name, article=article, paragraph=paragraph, subparagraph=letter, chapter=chapter)
        for name, article, paragraph, letter, chapter in parts
    ]


def _document(state: str) -> Document:
    return make(
        Document,
        document_id=f"DOC-{state}",
        sha256=sha256(state),
        file=f"{state}.pdf",
        pages=10,
        media_type="application/pdf",
        symbol=f"DEMO/IRG/{state}",
        document_kind="executive_summary",
        series="document",
        language="fr" if state == "XB" else "en",
        cycle=1,
        states=(state,),
        issued_on=date(2015, 3, 1),
        publisher="Invented",
        public_address="demo",
        public_because="documents.csv",
    )


def _needs() -> list[Need]:
    said = [
        # state, articles, coarse types, cycle, timing, grade, reading
        ("XA", ("9",), ("legislative",), 1, "current", "no_assistance_found", "confirmed"),
        ("XA", ("46",), ("legislative", "capacity_building"), 1, "current", "related_assistance_found", "read_by_machine"),
        ("XB", ("15", "46"), ("capacity_building",), 1, "current", "partly_met", "read_by_machine"),
        ("XC", (), ("other",), 1, "current", "unmet", "read_by_machine"),
        ("XD", ("53",), (), 2, "anticipated", "no_assistance_found", "read_by_machine"),
        ("XE", ("5",), ("policymaking",), 2, "current", "met", "confirmed"),
        ("XF", ("5", "9"), ("legislative",), 2, "current", "not_updated", "read_by_machine"),
        ("XJ", ("9",), ("legislative",), 2, "current", "no_assistance_found", "read_by_machine"),
        ("XG", ("15",), ("research",), 1, "current", "withdrawn", "confirmed"),
        ("XH", ("15",), ("other",), 1, "current", "superseded", "read_by_machine"),
    ]
    return [_need(number, *one) for number, one in enumerate(said)]


def _need(
    number: int,
    state: str,
    articles: tuple[str, ...],
    coarse: tuple[str, ...],
    cycle: int,
    timing: str,
    grade: str,
    reading: str,
) -> Need:
    provisions = tuple("46(9)(b)" if article == "46" else article for article in articles)
    return make(
        Need,
        need_id=f"{state}-NEED{number:04}",
        state=state,
        text=f'=1+1 Need "{number}", Zürich Помощь 技术援助',
        language="en",
        provisions=provisions,
        articles=articles,
        chapter=CHAPTERS.get(articles[0]) if articles else None,
        types=("legal_advice",) if "legislative" in coarse else (),
        coarse_types=coarse,
        cycle=cycle,
        timing=timing,
        graded_on=date(2026, 2, 1) if grade in ("met", "partly_met", "unmet") else None,
        confirmed_by_role="state_focal_point" if reading == "confirmed" else None,
        grade=grade,
        reading=reading,
        document_id="" if state == "XJ" else f"DOC-{state}",
        page=number + 1,
        symbol=None if state == "XJ" else f"DEMO/IRG/{state}",
        stated_on=date(2015 if grade == "not_updated" else 2025, 3, 1),
        confirmed_on=ON if reading == "confirmed" else None,
    )


def _evidence(row: Any) -> Evidence:
    names = ("need_id", "practice_id", "received_id", "statement_id")
    record = next(getattr(row, name) for name in names if hasattr(row, name))
    return make(
        Evidence,
        record_id=record,
        document_id=row.document_id,
        document_sha256=sha256(row.state),
        symbol=row.symbol,
        page=row.page,
        page_index=row.page,
        boxes=((0, 1.0, 2.5, 3.0, 4.0),),
        quote=row.text,
        language="en",
        how="pdf_text",
        confidence=0.9,
    )


def _together() -> dict[str, list[Any]]:
    features = [
        make(
            MatchFeature,
            match_id="XA-MATCH001",
            feature="same_provision",
            score=1.0,
            weight=0.5,
            reason="The same",
            need_value="46(9)(b)",
            activity_value="46",
        )
    ]
    return {
        "matches": [
            make(
                Match,
                match_id="XA-MATCH001",
                need_id="XA-NEED0001",
                activity_id="ACT-DEMO0001",
                state="XA",
                score=0.7,
                standing="proposed",
                covers=True,
            )
        ],
        "match_features": features,
        "overlaps": [
            make(
                Overlap,
                overlap_id="XA-OVERLAP1",
                state="XA",
                article="9",
                type="legislative",
                verdict="joint",
                activities=("ACT-DEMO0000", "ACT-DEMO0001"),
                providers=("XA-DEMO-1", "XA-DEMO-2"),
            )
        ],
    }


def _covered(
    needs: list[Any],
    silent: list[Any],
    documents: list[Any],
    reviews: list[Any],
    practices: list[Any],
    given: dict[str, list[Any]],
) -> dict[str, list[Any]]:
    """What the analysis makes of the records: what is known of each State by cycle, by chapter and by article."""
    known: dict[str, Any] = {"states": list(STATES), "needs": needs, "documents": documents, "reviews": reviews}
    cells = list(coverage.cells(no_needs=silent, **known))
    by_provision = coverage.by_provision(
        needs=needs,
        activities=given["activities"],
        recipients=given["activity_recipients"],
        good_practices=practices,
        cells=cells,
    )
    return {
        "coverage": cells,
        "review_coverage": list(coverage.by_review(**known)),
        "provision_coverage": list(by_provision),
    }
