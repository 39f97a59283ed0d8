"""One small invented Release, in which each kind of thing that a page shows stands once, and a browser without a browser."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import django
import pytest

import makers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.settings")
django.setup()

from django.conf import settings  # noqa: E402 - only after the settings are known
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402
from django.utils import translation  # noqa: E402

from article60.codes.labels import label  # noqa: E402
from article60.domain.activity import ActivityAmount, ActivityMoney, ActivityProvision, ActivitySignal  # noqa: E402
from article60.domain.alias import Alias  # noqa: E402
from article60.domain.assistance_received import AssistanceReceived  # noqa: E402
from article60.domain.coverage import Coverage  # noqa: E402
from article60.domain.funding import Funding, ProvisionFunding  # noqa: E402
from article60.domain.gap import Gap  # noqa: E402
from article60.domain.good_practice import GoodPractice  # noqa: E402
from article60.domain.knowledge import KnowledgeProduct  # noqa: E402
from article60.domain.match import MatchFeature  # noqa: E402
from article60.domain.need_suggestion import NeedSuggestion  # noqa: E402
from article60.domain.no_need_stated import NoNeedStated  # noqa: E402
from article60.domain.organisation import Organisation  # noqa: E402
from article60.domain.overlap import Overlap  # noqa: E402
from article60.domain.previous_figure import PreviousFigure  # noqa: E402
from article60.domain.provision import provisions  # noqa: E402
from article60.domain.review import CountryReview, GroupMembership, Party  # noqa: E402
from article60.domain.same_activity import SameActivity  # noqa: E402
from article60.domain.state_party import state_parties  # noqa: E402
from article60.publication import checksums, release  # noqa: E402

CELLS = ("needs_stated", "no_need_stated", "review_not_completed", "not_published", "not_held")
CHAPTERS = ((1, "III"), (1, "IV"), (2, "II"), (2, "V"))
STATES = sorted(code for code, state in state_parties().items() if state.fictional)
REGIONS = {"XA": "014", "XB": "011"}
"""M49 regions, invented for the fictional States, as these have none."""
OPERATOR = "Operator of the tests"
SYMBOL = "DEMO/IRG/I/2/1/Add.1"
SAID: dict[str, Any] = {
    "document_id": "DOC-AAAAAAAA", "symbol": SYMBOL, "page": 4, "section": "2.4", "stated_on": date(2025, 3, 1), "cycle": 1,
    "language": "en",
}  # fmt: skip
FILE = release.Input(
    file="a.xml", kind="aid", sha256="f" * 64, publisher="Nordev", licence="CC0-1.0",
    public_address="https://data.example/a.xml",
)  # fmt: skip
UNCONFIRMED: dict[str, Any] = {"reading": "read_by_machine", "confirmed_on": None, "confirmed_by_role": None}


def coverage() -> list[Coverage]:
    kinds = [(s, c, k, CELLS[(i + j) % 5]) for i, s in enumerate(STATES) for j, (c, k) in enumerate(CHAPTERS)]
    return [
        Coverage(
            state=state, cycle=cycle, chapter=chapter, cell=cell, source=source_of(cell), on=None,
            rests_on="none_found" if cell == "no_need_stated" else None,
        )
        for state, cycle, chapter, cell in kinds
    ]  # fmt: skip


def source_of(cell: str) -> str | None:
    return {"not_held": None, "not_published": "A list of reviews", "no_need_stated": "DOC-BBBBBBBB"}.get(cell, SYMBOL)


def needs() -> list[Any]:
    return [
        makers.need(),
        makers.need(
            need_id="XA-BBBBBBBB", text="Legislative drafting, as first priority (art. 46, para. 9 (b))", chapter="IV",
            provisions=("46(9)(b)",), articles=("46",), types=("legislative_drafting",), priority="first priority",
            beneficiary="Ministry of Justice", grade="related_assistance_found",
        ),
        makers.need(
            need_id="XA-CCCCCCCC", text="بناء قدرات الهيئة (المادتان 6 و36)", language="ar", provisions=("6", "36"),
            articles=("6", "36"), chapter="II", types=("capacity_building",), coarse_types=("capacity_building",), grade="met",
            graded_on=date(2026, 1, 5), reading="confirmed", confirmed_on=date(2026, 1, 5),
            confirmed_by_role="state_focal_point", cycle=2,
        ),
        makers.need(
            need_id="XA-DDDDDDDD", text="Renforcement des capacités", language="fr", provisions=(), articles=(), chapter=None,
            grade="not_updated", stated_on=date(2013, 5, 5),
        ),
        makers.need(need_id="XA-EEEEEEEE", text="Earlier words", grade="superseded", superseded_by="XA-AAAAAAAA"),
        makers.need(need_id="XB-AAAAAAAA", state="XB", text="=1+1 (art. 9)", provisions=("9",), articles=("9",), chapter="II"),
    ]  # fmt: skip


def feature(match_id: str, position: int, name: str, level: str, need_value: str, activity_value: str) -> MatchFeature:
    return MatchFeature(
        match_id=match_id, position=position, feature=name, level=level, score=0.8, weight=0.4,
        reason=label("match_reasons", f"{name}.{level}", "en"), need_value=need_value, activity_value=activity_value,
    )  # fmt: skip


def matches() -> dict[str, list[Any]]:
    return {
        "matches": [
            makers.match(match_id="XA-MAAAAAAA", need_id="XA-BBBBBBBB"),
            makers.match(
                match_id="XA-MBBBBBBB", need_id="XA-BBBBBBBB", activity_id="ACT-BBBBBBBB", standing="confirmed",
                decided_on=date(2026, 2, 3), decided_by_role="provider_officer",
            ),
            makers.match(match_id="XA-MCCCCCCC", need_id="XA-AAAAAAAA", activity_id="ACT-CCCCCCCC", standing="rejected"),
        ],
        "match_features": [
            feature("XA-MAAAAAAA", 0, "same_provision", "same_article", "46(9)(b)", "46(9)"),
            feature("XA-MAAAAAAA", 1, "same_type", "coarse", "legislative_drafting", "legal_advice"),
        ],
    }  # fmt: skip


def activities() -> dict[str, list[Any]]:
    return {
        "activities": [
            makers.activity(budget_usd="1200000.50"),
            makers.activity(
                activity_id="ACT-BBBBBBBB", iati_identifier="XX-DEMO-2", title="Drafting of laws on extradition",
                title_language="en",
            ),
            makers.activity(activity_id="ACT-CCCCCCCC", iati_identifier="XX-DEMO-3", title="Roads"),
        ],
        "activity_recipients": [
            makers.recipient(),
            makers.recipient(position=1, kind="region", code="998", state=None, name="Developing countries, unspecified"),
            makers.recipient(position=2, code="XK", state=None),
            makers.recipient(activity_id="ACT-BBBBBBBB"),
        ],
        "activity_money": [
            ActivityMoney(
                activity_id=name, position=0, kind="budget", in_totals=counted, given_to=to, recipient=0, state="XA", usd=usd
            )
            for name, counted, to, usd in (
                ("ACT-AAAAAAAA", "counted", "state", "1200000.50"),
                ("ACT-BBBBBBBB", "secondary_reporter", "state", "7.00"),
                ("ACT-CCCCCCCC", "counted", "not_attributable", None),
            )
        ],
        "activity_amounts": [
            ActivityAmount(
                activity_id="ACT-BBBBBBBB", position=position, kind="transaction", type="2", value=value, currency=currency,
                value_date=date(2024, 1, 1), usd=None, rate=None, rate_year=None, counts_as=counts_as,
            )
            for position, (value, currency, counts_as) in enumerate(
                [("2600000", "XNK", "commitment"), ("about 5", None, "commitment"), ("9", "XNK", None)]
            )
        ],
        "funding": [
            Funding(
                funding_id=f"XA-FUNDING{mark}", state="XA", organisation_id=provider, kind=kind, answers=answers, usd=usd,
                activities=counted, not_known=unknown,
            )
            for mark, provider, kind, answers, usd, counted, unknown in (
                ("A", "ORG-AAAAAAAA", "commitment", "confirmed", "1500000.40", ("ACT-AAAAAAAA", "ACT-BBBBBBBB"), ()),
                ("B", "ORG-AAAAAAAA", "commitment", "none_found", None, (), ("ACT-CCCCCCCC",)),
                ("C", "ORG-AAAAAAAA", "disbursement", "possible", "2000.00", ("ACT-AAAAAAAA",), ()),
                ("D", None, "commitment", "confirmed", "7.00", ("ACT-CCCCCCCC",), ()),
                ("E", "ORG-BBBBBBBB", "commitment", "possible", "9000000.00", ("ACT-CCCCCCCC",), ("ACT-AAAAAAAA",)),
            )
        ],
        "provision_funding": [
            ProvisionFunding(
                article="16", activity_id="ACT-AAAAAAAA", commitment_usd="1500000.40", disbursement_usd=None, divisible=False
            )
        ],
        "activity_organisations": [
            makers.organisation(),
            makers.organisation(
                activity_id="ACT-BBBBBBBB", organisation_id="ORG-BBBBBBBB", role="funding", ref="XX-2", kind="60",
                name="Doctors for Integrity",
            ),
        ],
        "same_activities": [
            SameActivity(
                activity_id="ACT-AAAAAAAA", position=place, other_id=other, kind=kind, score=score, reason=reason,
                standing="machine", outcome=outcome, other_identifier=published, other_reporter="XX", other_file="b.xml",
                other_line=1,
            )
            for place, (other, kind, score, reason, outcome, published) in enumerate(
                (
                    ("ACT-BBBBBBBB", "likely_same", 0.8, "recipients: XA; XA", "proposed", "XX-DEMO-2"),
                    ("ACT-OOOOOOOO", "prefix_renamed", 1.0, "the prefix was changed", "joined", "XX-OLD-1"),
                )
            )
        ],
        "activity_signals": [
            ActivitySignal(activity_id="ACT-AAAAAAAA", position=0, signal="sector", reason="sector 15113", weight=0.9)
        ],
        "activity_provisions": [
            ActivityProvision(
                activity_id="ACT-AAAAAAAA", position=0, provision="16", score=0.8, words=("foreign bribery",), field="title",
                guessed=False,
            ),
            ActivityProvision(
                activity_id="ACT-AAAAAAAA", position=1, provision="13", score=0.2, words=("sector 15113",), field="sector",
                guessed=True,
            ),
        ],
        "organisations": [
            Organisation(
                organisation_id="ORG-AAAAAAAA", name="Demo", names=("Demo",), refs=("XX-DEMO",), kind=None, provider=True
            ),
            Organisation(
                organisation_id="ORG-BBBBBBBB", name="Ärzte für Redlichkeit",
                names=("Ärzte für Redlichkeit", "Doctors for Integrity"), refs=("XX-2",), kind="60", provider=True,
            ),
        ],
    }  # fmt: skip


def overlap(**changes: Any) -> Overlap:
    fields: dict[str, Any] = {
        "overlap_id": "XA-PPPPPPPP", "state": "XA", "article": "16", "type": "legislative",
        "activities": ("ACT-AAAAAAAA", "ACT-BBBBBBBB"), "providers": ("ORG-AAAAAAAA",), "start": None, "end": None,
        "reasons": ("same_types",), "verdict": "complementary", "decided_on": date(2026, 4, 1),
        "decided_by_role": "state_focal_point",
    }  # fmt: skip
    return Overlap(**fields | changes)


def records() -> dict[str, list[Any]]:
    """Everything of the invented Release, by table."""
    stated = needs()
    practice = GoodPractice(practice_id="XA-GGGGGGGG", state="XA", text="A register of owners", provisions=("12",),
                            articles=("12",), chapter="II", **SAID, **UNCONFIRMED)  # fmt: skip
    received = AssistanceReceived(received_id="XA-RRRRRRRR", state="XA", text="Training of judges", provider="A fund",
                                  provisions=("11",), articles=("11",), chapter="II", types=("capacity_building",),
                                  **SAID, **UNCONFIRMED)  # fmt: skip
    solved = [
        makers.good_practice(practice_id=f"{state}-GGGGGGG{mark}", state=state, text=text, provisions=("9(1)",),
                             articles=("9",), chapter="II", document_id="DOC-AAAAAAAA", symbol=SYMBOL, page=4)
        for state, mark, text in (("XM", "G", "Electronic purchasing"), ("XA", "H", "Purchases on line"))
    ]  # fmt: skip
    helped = makers.received(received_id="XA-SSSSSSSS", state="XA", articles=("9",), document_id="DOC-AAAAAAAA")
    refused = NoNeedStated(statement_id="XB-FFFFFFFF", state="XB", text="No needs", provisions=(), chapter="V", **SAID)
    identifiers = [*(n.need_id for n in stated), "XA-GGGGGGGG", "XA-RRRRRRRR", "XB-FFFFFFFF"]
    identifiers += ["XA-SSSSSSSS", *(one.practice_id for one in solved)]
    return {
        "states": [replace(state_parties()[code], subregion=REGIONS.get(code)) for code in STATES],
        "provisions": list(provisions().values()),
        "parties": [Party(state=code, since=date(2008, 1, 1), source="invented for the demonstration") for code in STATES],
        "reviews": [CountryReview(state="XA", cycle=1, stage="summary_issued", on=date(2025, 3, 1), source="Invented list")],
        "coverage": coverage(),
        "documents": [
            makers.document(),
            makers.document(document_id="DOC-BBBBBBBB", sha256="e" * 64, symbol=None, file="x.html", media_type="text/html"),
        ],
        "needs": stated,
        "need_suggestions": [
            NeedSuggestion(need_id="XA-DDDDDDDD", position=0, provision="31(3)", score=0.8, words=("avoirs", "saisis")),
            NeedSuggestion(need_id="XA-DDDDDDDD", position=1, provision="54", score=0.4, words=("saisis",)),
        ],
        "evidence": [
            *(makers.evidence(record_id=one, document_id="DOC-AAAAAAAA") for one in identifiers),
            makers.evidence(record_id="XA-BBBBBBBB", document_id="DOC-BBBBBBBB", position=1, page=None, section="Article 46"),
        ],
        "good_practices": [practice, *solved],
        "groups": [GroupMembership(group="A corridor", kind="other", state=s, source="Invented list") for s in ("XA", "XB")],
        "assistance_received": [received, helped],
        "no_needs": [refused],
        "gaps": [Gap(need_id="XA-AAAAAAAA", state="XA", provisions=("16",), types=("legal_advice",),
                     grade="no_assistance_found", files_read=1, sources_read=("a.xml",), on=makers.ON)],
        "overlaps": [overlap(), overlap(overlap_id="XA-QQQQQQQQ", article="15", verdict=None, decided_on=None,
                                        decided_by_role=None)],
        "previous_figures": [
            PreviousFigure(
                figure=figure, release="2025-06-30-aaaaaaaa", content_hash="a" * 64, table="needs", measure=measure, unit=None,
                dimension=None, filters=("grade is not withdrawn or superseded",), value="1200", parts=(),
            )
            for figure, measure in (("states_with_needs", "distinct:state"), ("needs_stated", "distinct:text"))
        ],
        "aliases": [Alias(old_id="XA-ZZZZZZZZ", new_id="XA-YYYYYYYY", why="merged"),
                    Alias(old_id="XA-YYYYYYYY", new_id="XA-AAAAAAAA", why="moved"),
                    Alias(old_id="ORG-ZZZZZZZZ", new_id="ORG-AAAAAAAA", why="merged"),
                    Alias(old_id="XA-KKKKKKKK", new_id="XA-GGGGGGGG", why="corrected")],
        "knowledge": [
            KnowledgeProduct(
                title="دليل <استرداد> الموجودات", kind="guide", publisher="An invented fund", provisions=("46(9)(b)", "52"),
                language="ar", on=date(2025, 3, 1), address="https://fund.example/guide",
            )
        ],
        **activities(),
        **matches(),
    }  # fmt: skip


@pytest.fixture(scope="session")
def invented() -> dict[str, list[Any]]:
    """Everything of the invented Release, by table."""
    return records()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the invented Release."""
    made = tmp_path_factory.mktemp("web")
    bytes_of = {"d" * 64: b"%PDF-1.4 invented", "e" * 64: b"<script>alert(1)</script>"}
    for name, content in bytes_of.items():
        (made / name).write_bytes(content)
    out = made / "release"
    release.write(
        records(), out=out, on=makers.ON, audience="public", versions={"article60": "0"}, fictional=True,
        inputs=[FILE], documents={name: made / name for name in bytes_of},
    )  # fmt: skip
    (out / "not-listed.txt").write_text("private", encoding="utf-8")
    assert "not-listed.txt" not in checksums.read(out)
    return out


@pytest.fixture(scope="session", autouse=True)
def site(folder: Path) -> Iterator[None]:
    """The site shows the invented Release."""
    setup_test_environment()
    settings.ARTICLE60_RELEASE = folder
    settings.ARTICLE60_OPERATOR = OPERATOR
    settings.ARTICLE60_KEEP_MEGABYTES = 0  # tests change what makes an answer between two questions; see test_kept.py
    yield
    teardown_test_environment()


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A test begins in English, whatever the reader before it spoke."""
    with translation.override("en"):
        yield
