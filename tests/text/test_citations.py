"""How provisions are cited, language by language, and what only looks like a citation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article60.codes.languages import LANGUAGES
from article60.domain.provision import exists, provisions, sort_key
from article60.text.citations import cited, find, may_cite, write
from article60.text.normalise import fold

ENGLISH = [
    ("Model provisions (art. 21)", "21"),
    ("Article 33: a law on reporting persons", "33"),
    ("(arts. 15, 16 and 18)", "15 16 18"),
    ("under arts. 51 to 54", "51 52 53 54"),
    ("arts. 44–47", "44 45 46 47"),
    ("articles 15-17 of Chapter III", "15 16 17"),
    ("from article 57 to article 59", "57 58 59"),
    ("art. 46, paras. 9 (b) and 13", "46(9)(b) 46(13)"),
    ("article 46(9)(b)", "46(9)(b)"),
    ("art. 46 (15)–(17)", "46(15) 46(16) 46(17)"),
    ("art. 46 (9) and (13), and art. 44", "46(9) 46(13) 44"),
    ("subpara. 1 (a) of article 31", "31(1)(a)"),
    ("paras. 1 and 3 of article 32", "32(1) 32(3)"),
    ("paragraph 2 of article 16", "16(2)"),
    ("Subparagraph 9 (b) of article 46", "46(9)(b)"),
    ("subparagraph (c) of paragraph 1 of article 54", "54(1)(c)"),
    ("subparagraph (b) of paragraph 9 and paragraph 13 of article 46", "46(9)(b) 46(13)"),
    ("paragraph 13 and subparagraph (b) of paragraph 9 of article 46", "46(13) 46(9)(b)"),
    ("paragraph 1, paragraph 2, and paragraph 3 of article 32", "32(1) 32(2) 32(3)"),
    ("para. 13 and subpara. 9 (b) of art. 46", "46(13) 46(9)(b)"),
    ("article 44 and paragraph 9 and paragraph 13 of article 46", "44 46(9) 46(13)"),
    ("paragraph 2 of article 16 and paragraph 9 and paragraph 13 of article 46", "16(2) 46(9) 46(13)"),
    ("art. 44, para. 18 and paragraph 9 of article 46", "44(18) 46(9)"),
    ("section 5, paragraph 2 and paragraph 1 of article 16", "16(1)"),
    ("paragraph 12 of the report and paragraph 2 of article 16", "16(2)"),
    ("art. 54, para. 1 (c)", "54(1)(c)"),
    ("art. 13 (1) (c)", "13(1)(c)"),
    ("art. 53 (a) to (c)", "53(a) 53(b) 53(c)"),
    ("art. 23, para. 1 (b) (ii)", "23(1)(b)(ii)"),
    ("article 26, paragraphs 2 and 4", "26(2) 26(4)"),
    ("art. 44, para. 18, and art. 46, para. 30", "44(18) 46(30)"),
    ("arts. 5, 6 and 7 (para. 4)", "5 6 7(4)"),
    ("arts. 32, para. 1, 33 and 37, para. 4", "32(1) 33 37(4)"),
    ("article 52, paragraph 5; and paragraph 6 of the same article", "52(5) 52(6)"),
    ("Art. 37: training. Para. 4: protection", "37 37(4)"),
    ("art. 15 (a)", "15(a)"),
    ("art. 15, para. 3", "15"),
    ("art. 52, paras. 1–3 and 5", "52(1) 52(2) 52(3) 52(5)"),
    ("paragraph 1 of articles 16 and 26", "16(1) 26(1)"),
    ("art. 46.9", "46(9)"),
    ("article 16 of the United Nations Convention against Corruption", "16"),
    ("article 16 of the Convention, as set out in the Penal Code", "16"),
    ("Under article 16, 12 officers were trained", "16"),
    ("article 20 and 3 further offences", "20"),
    ("support for article 16; (b) training of judges", "16"),
    ("law enforcement cooperation (art. 48)", "48"),
    ("amending the Criminal Code (art. 16)", "16"),
]
NOT_ENGLISH = [
    "section 12 of the Prevention of Corruption Act",
    "section 5, paragraph 2",
    "Article 5 of the Penal Code",
    "art. 5 of the Constitution",
    "articles 12 and 13 of Law No. 12/2010",
    "article 8 of the Anti-Money-Laundering and Counter-Terrorism Financing Act",
    "article 16 of the United Nations Convention against Transnational Organized Crime",
    "article 5 of the Inter-American Convention",
    "article 4 of the European Convention on Human Rights",
    "Article 72",
    "article 290",
    "Part II, § 16, on 16 May 2014",
    "an article published in 2016",
    "paragraph 12 of the report",
    "resolution 7/3, paragraph 9",
]
FRENCH = [
    ("(art. 16, par. 1)", "16(1)"),
    ("articles 15 et 21", "15 21"),
    ("l’article 16, paragraphe 2", "16(2)"),
    ("articles 53 à 57", "53 54 55 56 57"),
    ("de l'article 53 à l'article 55", "53 54 55"),
    ("art. 46, par. 9, al. b)", "46(9)(b)"),
    ("art. 46, par. 9 b) et 13", "46(9)(b) 46(13)"),
    ("l’alinéa c) du paragraphe 1 de l’article 54", "54(1)(c)"),
    ("alinéa b) du paragraphe 9 et paragraphe 13 de l'article 46", "46(9)(b) 46(13)"),
    ("à l’alinéa b) du paragraphe 9 et au paragraphe 13 de l’article 46", "46(9)(b) 46(13)"),
    ("du paragraphe 1 et du paragraphe 3 de l’article 32", "32(1) 32(3)"),
    ("alinéas a) et b) de l’article 53", "53(a) 53(b)"),
    ("le paragraphe 4 de l’article 7", "7(4)"),
    ("les paragraphes 1 et 3 de l’article 32", "32(1) 32(3)"),
    ("art. 20 et 26, par. 4", "20 26(4)"),
    ("article 16 de la Convention", "16"),
    ("de l’article 44, et au paragraphe 17 du même article", "44 44(17)"),
    ("art. 53 a) à c)", "53(a) 53(b) 53(c)"),
    ("arts. 31 et 55 à 57", "31 55 56 57"),
    ("article 8, paragraphes 1, 2 et 5", "8(1) 8(2) 8(5)"),
    ("art. 46 (par. 9)", "46(9)"),
    ("ARTICLE 33 : protection", "33"),
    ("par. 3 de l'art. 52", "52(3)"),
    ("de l’article 16 par 12 experts", "16"),
]
NOT_FRENCH = [
    "articles 3 et 4 du Code pénal",
    "l’article 5 de la Constitution",
    "article 12 de la loi n° 2013-11",
    "article 8 du décret-loi",
    "article 6 de la Convention des Nations Unies contre la criminalité transnationale organisée",
]
SPANISH = [
    ("(art. 16, párr. 1)", "16(1)"),
    ("arts. 20 y 26, párr. 4", "20 26(4)"),
    ("artículos 53 a 57", "53 54 55 56 57"),
    ("artículos 53 al 55", "53 54 55"),
    ("art. 52, párrs. 1 b) y 3", "52(1) 52(3)"),
    ("art. 31, párrs. 1 b) y 3", "31(1)(b) 31(3)"),
    ("apartado b) del párrafo 9 del artículo 46", "46(9)(b)"),
    ("apartado b) del párrafo 9 y párrafo 13 del artículo 46", "46(9)(b) 46(13)"),
    ("al apartado b) del párrafo 9 y al párrafo 13 del artículo 46", "46(9)(b) 46(13)"),
    ("artículo 53, apartados a) y b)", "53(a) 53(b)"),
    ("el párrafo 2 del artículo 16", "16(2)"),
    ("los párrafos 1 y 3 del artículo 32", "32(1) 32(3)"),
    ("los artículos 15, 16 y 18 de la Convención", "15 16 18"),
    ("artículo 46.9", "46(9)"),
    ("art. 46 (9) b)", "46(9)(b)"),
    ("art. 44, párr. 18, y art. 46, párr. 30", "44(18) 46(30)"),
    ("artículo 7, párrafo 1, apartado d)", "7(1)(d)"),
    ("el artículo 57 y el párrafo 3 del mismo artículo", "57 57(3)"),
    ("Artículo 33: una ley modelo", "33"),
    ("arts. 44 a 46 y 48", "44 45 46 48"),
    ("capacitación para 5 fiscales (art. 30)", "30"),
    ("art. 54, párr. 1, ap. c)", "54(1)(c)"),
]
NOT_SPANISH = [
    "artículo 5 del Código Penal",
    "los artículos 12 y 13 de la Ley núm. 12/2010",
    "artículo 14 de la Constitución",
    "art. 9 del Decreto Supremo 33",
    "artículo 6 de la Convención contra la Delincuencia Organizada Transnacional",
]
RUSSIAN = [
    ("(ст. 15 и 21)", "15 21"),
    ("статья 16, пункт 1", "16(1)"),
    ("статьи 53–57", "53 54 55 56 57"),
    ("статьи с 53 по 55", "53 54 55"),
    ("пункт 9 (b) статьи 46", "46(9)(b)"),
    ("подпункт (b) пункта 9 статьи 46", "46(9)(b)"),
    ("подпункт (b) пункта 9 и пункт 13 статьи 46", "46(9)(b) 46(13)"),
    ("пункту 13, а также подпункту b) пункта 9 статьи 46", "46(13) 46(9)(b)"),
    ("подпункты a) и b) статьи 53", "53(a) 53(b)"),
    ("в соответствии со статьями 15, 16 и 18", "15 16 18"),
    ("статьёй 33 Конвенции", "33"),
    ("по статье 20", "20"),
    ("статья 54, пункт 1 (с)", "54(1)(c)"),
    ("статья 53 (а)", "53(a)"),
    ("пункты 1 и 3 статьи 32", "32(1) 32(3)"),
    ("п. 2 ст. 16", "16(2)"),
    ("ст. 46, пп. 9 и 13", "46(9) 46(13)"),
    ("статья 44, пункт 18, и статья 46, пункт 30", "44(18) 46(30)"),
    ("статья 52 и пункт 5 той же статьи", "52 52(5)"),
    ("статьях 44—46", "44 45 46"),
    ("статья 46 (9) (b)", "46(9)(b)"),
    ("Статья 33: типовой закон", "33"),
    ("В соответствии со статьей 16, 12 сотрудников прошли обучение", "16"),
]
NOT_RUSSIAN = [
    "статья 290 Уголовного кодекса",
    "статья 29 Уголовного кодекса",
    "статьи 12 и 13 Федерального закона № 273",
    "ст. 15 Конституции",
    "ст. 30 УК РФ",
    "часть 1 статьи 19 национального закона",
]
ARABIC = [
    ("المادة ٤٦، الفقرة ٩", "46(9)"),
    ("المادتان ١٥ و٢١", "15 21"),
    ("المواد ٥٣ إلى ٥٧", "53 54 55 56 57"),
    ("المواد من ٥٣ إلى ٥٧", "53 54 55 56 57"),
    ("المادة 32، الفقرتان ١ و٣", "32(1) 32(3)"),
    ("المادة 53، الفقرة الفرعية (ب)", "53(b)"),
    ("الفقرة الفرعية (ب) من الفقرة ٩ من المادة ٤٦", "46(9)(b)"),
    ("الفقرة الفرعية (ب) من الفقرة ٩ والفقرة ١٣ من المادة ٤٦", "46(9)(b) 46(13)"),
    ("الفقرة ١٣ والفقرة ٩ (ب) من المادة ٤٦", "46(13) 46(9)(b)"),
    ("الفقرة ٢ من المادة ١٦", "16(2)"),
    ("الفقرتان 1 و3 من المادة 32", "32(1) 32(3)"),
    ("المادة 54، الفقرة 1 (ج)", "54(1)(c)"),
    ("المادة 9 الفقرة 1 (هـ)", "9(1)(e)"),
    ("وبالمادة 16 من الاتفاقية", "16"),
    ("للمواد 15 و16 و18", "15 16 18"),
    ("المَادَّة ٢٠", "20"),
    ("المـــادة ٢٠", "20"),
    ("المادتين 44 و46", "44 46"),
    ("المادة 53 (أ) و(ب)", "53(a) 53(b)"),
    ("المادة 44، الفقرة 18، والمادة 46، الفقرة 30", "44(18) 46(30)"),
    ("المادة 52 والفقرة 5 من المادة نفسها", "52 52(5)"),
    ("المادة ٤٦ (٩) (ب)", "46(9)(b)"),
    ("(المواد 31 و55-57)", "31 55 56 57"),
    ("المادة 46، الفقرات 9 و13 و15", "46(9) 46(13) 46(15)"),
]
NOT_ARABIC = [
    "المادة ٥ من الدستور",
    "المادة 12 من قانون العقوبات",
    "المادتان 3 و4 من القانون رقم 12 لسنة 2010",
    "المادة ٢٩٠",
    "المادة 8 من اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية",
]
CHINESE = [
    ("第四十六条第九款", "46(9)"),
    ("第16条第1款", "16(1)"),
    ("第十五条、第十六条、第十八条和第二十一条", "15 16 18 21"),
    ("第五十三条至第五十七条", "53 54 55 56 57"),
    ("第53至57条", "53 54 55 56 57"),
    ("第九款第（一）项", ""),
    ("第四十六条第九款第（二）项", "46(9)(b)"),
    ("第四十六条第九款(二)项", "46(9)(b)"),
    ("第五十三条第（一）项至第（三）项", "53(a) 53(b) 53(c)"),
    ("第四十六条第九款第二项", "46(9)(b)"),
    ("第46条第9款(b)项", "46(9)(b)"),
    ("《公约》第十六条", "16"),
    ("《联合国反腐败公约》第十六条第一款", "16(1)"),
    ("第15、16和21条", "15 16 21"),
    ("第三十二条第一款和第三款", "32(1) 32(3)"),
    ("第五十二条及同条第五款", "52 52(5)"),
    ("第四十四条第十八款和第四十六条第三十款", "44(18) 46(30)"),
    ("第二十条：示范立法", "20"),
    ("(第７条第４款)", "7(4)"),
    ("第四十六条第九款第（二）项和第十三款", "46(9)(b) 46(13)"),
    ("第四十六条第十三款和第九款第（二）项", "46(13) 46(9)(b)"),
    ("第46条第9款第(二)项以及第13款", "46(9)(b) 46(13)"),
    ("根据第十条提出三条建议和2项需要", "10"),
    ("第五十二条第一款至第三款", "52(1) 52(2) 52(3)"),
]
NOT_CHINESE = [
    "《刑法》第四百零五条",
    "《刑法》第十五条",
    "刑法第16条",
    "《反贪污法》第5条和第7条",
    "宪法第五条",
    "《联合国打击跨国有组织犯罪公约》第十六条",
    "提出五条建议",
]
CASES = ENGLISH + FRENCH + SPANISH + RUSSIAN + ARABIC + CHINESE
NO_CASES = NOT_ENGLISH + NOT_FRENCH + NOT_SPANISH + NOT_RUSSIAN + NOT_ARABIC + NOT_CHINESE


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_citation_is_read(text, expected):
    assert cited(text) == tuple(expected.split())


@pytest.mark.parametrize("text", NO_CASES)
def test_what_is_no_citation_of_the_convention_is_left(text):
    assert cited(text) == ()


def test_law_and_convention_in_one_sentence_are_told_apart():
    assert cited("Article 5 of the Penal Code implements article 16 of the Convention.") == ("16",)
    assert cited("L’article 3 du Code pénal et l’article 16 de la Convention") == ("16",)
    assert cited("《刑法》第十五条和《公约》第十六条") == ("16",)


def test_paragraph_belongs_to_the_article_carried_in():
    assert cited("para. 5: a register", carried="52") == ("52(5)",)
    assert cited("subpara. (b)", carried="46(9)") == ("46(9)(b)",)


def test_paragraph_that_the_carried_article_does_not_have_is_left():
    assert cited("para. 5: a register", carried="16") == ()


def test_paragraph_after_an_article_of_a_law_is_left():
    assert cited("article 46 of the Penal Code, as amended; para. 9", carried="46") == ()


def test_places_lead_to_the_printed_words():
    text = "Courses (art. 7, para. 1 (b)) for judges, and a model law (arts. 15–17)."
    found = find(text)
    assert [citation.words for citation in found] == ["art. 7, para. 1 (b)", "arts. 15–17"]
    assert all(text[citation.start : citation.end] == citation.words for citation in found)


def test_provisions_joined_by_a_conjunction_are_one_citation():
    (citation,) = find("(art. 44, para. 18, and art. 46, para. 30)")
    assert citation.provisions == ("44(18)", "46(30)")


def test_provisions_on_both_sides_of_words_are_two_citations():
    assert len(find("art. 15 on bribery and art. 16")) == 2


def test_abbreviation_that_is_a_word_elsewhere_needs_its_language():
    assert cited("art. 46, para 9", language="en") == ("46(9)",)
    assert cited("art. 46, para 9 fiscales", language="es") == ("46",)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "المواد 15 إلى 17؛ المادة 46، الفقرتان 9 (ب) و13"),
        ("en", "arts. 15 to 17; art. 46, paras. 9 (b) and 13"),
        ("es", "arts. 15 a 17; art. 46, párrs. 9 b) y 13"),
        ("fr", "art. 15 à 17; art. 46, par. 9 b) et 13"),
        ("ru", "статьи 15–17; статья 46, пункты 9 b) и 13"),
        ("zh", "第十五条至第十七条；第四十六条第九款第（二）项和第十三款"),
    ],
)
def test_citation_is_written_as_the_language_has_it(language, written):
    assert write(["46(13)", "15", "46(9)(b)", "17", "16"], language=language) == written


def test_arabic_list_of_articles_repeats_the_conjunction():
    assert write(["15", "18", "21"], language="ar") == "المواد 15 و18 و21"


def test_nothing_is_written_of_nothing():
    assert write([], language="en") == ""


def test_unknown_provision_is_not_written():
    with pytest.raises(KeyError):
        write(["15(1)"], language="en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_provision_written_is_read_back(language):
    for provision in provisions():
        assert cited(write([provision], language=language)) == (provision,)


@given(st.sets(st.sampled_from(sorted(provisions())), min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_provisions_written_are_read_back(chosen, language):
    assert cited(write(sorted(chosen), language=language)) == tuple(sorted(chosen, key=sort_key))


def test_number_of_any_length_is_read_without_error():
    assert cited(f"art. {'9' * 5000}, art. 1.{'9' * 5000}, art. 16 ({'9' * 5000}), 第{'九' * 5000}条") == ("16",)


PRINTED = (
    "art.|arts.|article|para.|paras.|9|13|(b)|(9)|(ii)|b)|and|to|of|,|;|(|)|-|46|16|5|72|999999|1.2|same article|Convention"
    "|Code|статья|пункт|(с)|и|المادة|الفقرة|و21|(ب)|من|第|条|款|项|（一）|四十六|至|、|par.|al.|à|de|l'|apartado|y|第十|十|零"
)
PIECES = st.sampled_from(PRINTED.split("|"))


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_is_read_without_error_and_all_that_is_found_exists(text):
    end = 0
    for citation in find(text, carried="46(9)"):
        assert citation.provisions
        assert all(map(exists, citation.provisions))
        assert end <= citation.start < citation.end <= len(text)
        assert citation.words == text[citation.start : citation.end]
        end = citation.end


@given(st.one_of(st.sampled_from([text for text, _ in CASES]), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_what_cites_is_not_taken_for_what_cannot(text):
    assert may_cite(fold(text)) or not find(text)


@pytest.mark.parametrize("text", ["Articles of clothing", "A party of 12", "Reparticle 12", ""])
def test_what_cannot_cite_is_told_without_reading_it(text):
    assert not may_cite(fold(text))


def test_article_put_in_later_is_none_of_the_convention() -> None:
    assert [hit.provisions for hit in find("sobre el artículo 54 bis y el artículo 37", language="es")] == [("37",)]
