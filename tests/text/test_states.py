"""Names of States in sentences of six languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.codes.languages import LANGUAGES
from article60.domain.state_party import state_parties
from article60.text.states import find
from marked_states import beside, sentences


def states(text):
    return [named.state for named in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the review of Ndara by Qasira and Tanavu", "XA XD XC"),
        ("Republic of Oromba", "XB"),
        ("the Niger and Nigeria", "NE NG"),
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", "GN GW GQ PG"),
        ("Guinea Bissau", "GW"),
        ("the Congo and the Democratic Republic of the Congo", "CG CD"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Sudan and South Sudan", "SD SS"),
        ("Dominica and the Dominican Republic", "DM DO"),
        ("the Islamic Republic of Iran; Iran (Islamic Republic of); Iran", "IR IR IR"),
        ("Great Britain and Northern Ireland", ""),
        ("Samoa, American Samoa", "WS"),
        ("Cote d'Ivoire and CÔTE D’IVOIRE", "CI CI"),
        ("Republic of Korea", "KR"),
        ("Georgia and Georgian law", "GE"),
        ("a turkey and a hanging chad", ""),
        ("the Gulf of Guinea", ""),
        ("Romania, Oman", "RO OM"),
        ("l’examen de l’Ardénie et du Khorvan", "XM XF"),
        ("République d'Oromba", "XB"),
        ("la république démocratique du Congo", "CD"),
        ("la Guinée et la Guinée équatoriale, le Nigéria et le Niger", "GN GQ NG NE"),
        ("la República de Jorvan y Sudrovia", "XF XH"),
        ("el Níger, Nigeria y Papua Nueva Guinea", "NE NG PG"),
        ("República Democrática del Congo", "CD"),
        ("в Ндаре, Вельморе и Норвальде", "XA XG XL"),
        ("обзор Республики Касира и Королевства Норвальд", "XD XL"),
        ("Нигера, Нигерии и Гвинеи-Бисау", "NE NG GW"),
        ("Папуа — Новой Гвинеи", "PG"),
        ("Демократической Республике Конго", "CD"),
        ("с Российской Федерацией и Кыргызстаном", "RU KG"),
        ("Объединенных Арабских Эмиратов и Филиппин", "AE PH"),
        ("Грузией", "GE"),
        ("Ланьхая, Сан-Тельмо, Ардении", "XE XJ XM"),
        ("وندارا ولأورومبا", "XA XB"),
        ("للنيجر ونيجيريا", "NE NG"),
        ("جمهورية الكونغو الديمقراطية والكونغو", "CD CG"),
        ("غينيا وغينيا - بيساو وغينيا-بيساو", "GN GW GW"),
        ("التحقيق المالي وقطاع مالي", ""),
        ("في مالي", "ML"),
        ("مملكة القصيرة", "XD"),
        ("恩达拉共和国和奥龙巴", "XA XB"),
        ("尼日尔、尼日利亚和几内亚比绍", "NE NG GW"),
        ("刚果民主共和国和刚果", "CD CG"),
        ("印度尼西亚和印度", "ID IN"),
        ("为发展中国家提供技术援助，其中国际合作是重点", ""),
        ("在审议过程中国家主管机关说明，其中国内法适用", ""),
        ("许多哥伦比亚人；索马里共和国", "CO SO"),
        ("Congo, Democratic Republic of Timor-Leste", "CG TL"),
        ("долларов США, United States dollars", ""),
        ("Guinea- Bissau", "GW"),
        ("原文：西班牙文；阿尔巴尼亚语和西班牙", "ES"),
        ("روسيا البيضاء وروسيا", "BY RU"),
        ("بوركينا فاسو ومالي والنيجر؛ دعم قانوني ومالي", "BF ML NE"),
        ("中国与发展中国家的合作；中国国家监察委员会", "CN CN"),
    ],
)
def test_states_are_named(text, expected):
    assert states(text) == expected.split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_as_its_own_state(language):
    for party in state_parties().values():
        for name in (getattr(party, f"name_{language}"), getattr(party, f"formal_{language}")):
            assert set(states(f"({name})")) == {party.state}, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_sentences_are_found_and_nothing_else(language):
    marked = [(one.text, one.names) for one in sentences() if one.language == language]
    found = [(text, [(named.start, named.end, named.state) for named in find(text)]) for text, _ in marked]

    missed = [name for (_, names), (_, hits) in zip(marked, found, strict=True) for name in names if not _hit(name, hits)]
    wrong = [hit for (_, names), (_, hits) in zip(marked, found, strict=True) for hit in hits if not _hit(hit, names)]

    total = sum(len(names) for _, names in marked)
    assert len(missed) / total <= 0.01, missed
    assert len(wrong) / total <= 0.01, wrong


def _hit(one, others):
    return any(one[2] == state and one[0] < end and start < one[1] for start, end, state in others)


@pytest.mark.parametrize("row", beside("russian_state_cases"), ids=lambda row: row["state"])
def test_russian_names_are_found_in_all_cases(row):
    state, *forms = row.values()
    for form in forms:
        assert [(named.state, named.words) for named in find(f"Эксперты {form} сообщили")] == [(state, form)]


@pytest.mark.parametrize("particle", ["و", "ب", "ل", "ك", "ف", "وب", "ول", "وك"])
def test_arabic_names_are_found_behind_particles(particle):
    for party in state_parties().values():
        for name in {party.name_ar, party.formal_ar} - {"مالي"}:
            article = name.startswith("ال") and particle.endswith("ل")
            written = f"{particle}ل{name[2:]}" if article else f"{particle}{name}"
            assert states(f"الخبراء {written} معا") == [party.state], written


def test_place_leads_to_the_printed_words():
    text = "La République d’Oromba a demandé"
    (named,) = find(text)
    assert text[named.start : named.end] == named.words == "République d’Oromba"


@given(st.text())
def test_any_text_is_read(text):
    assert all(text[named.start : named.end] == named.words for named in find(text))
