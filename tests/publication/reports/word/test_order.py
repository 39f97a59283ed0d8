"""The rules by which Word tells a sound file from a broken one: order of elements, relations, identifiers."""

import posixpath
from collections import Counter

from lxml import etree

from article60.publication.reports.word.xml import NAMESPACES, named, run_properties, w

ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
        spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
        divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
        webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
        eastAsianLayout specVanish oMath""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
        tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left start bottom right end",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType
        cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid""",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": """rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex appearance checkbox
        docPartObj text""",
    "docPartObj": "docPartGallery docPartCategory docPartUnique",
    "checkbox": "checked checkedState uncheckedState",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal
        personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "docDefaults": "rPrDefault pPrDefault",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "numPr": "ilvl numId",
    "settings": """writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop evenAndOddHeaders
        characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping decimalSymbol
        listSeparator""",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
    "footnotePr": "pos numFmt numStart numRestart footnote",
}  # fmt: skip
"""Children of each element in the order of ISO/IEC 29500-1, transitional, as far as a report may use them."""


def test_children_stand_in_the_order_of_the_schema(everything):
    seen = Counter()
    for opened in everything:
        for name in ("document", "styles", "numbering", "settings", "fontTable", "footnotes", "header1", "footer1"):
            for one in opened.part(name).iter():
                kind = etree.QName(one).localname
                if kind not in ORDER:
                    continue
                seen[kind] += 1
                order = ORDER[kind].split()
                places = [order.index(etree.QName(child).localname) for child in one]
                assert places == sorted(places), (name, kind, [etree.QName(child).localname for child in one])
    assert seen.keys() >= {"pPr", "rPr", "tblPr", "tcPr", "sectPr", "sdtPr", "style", "lvl", "inline", "settings"}


def test_properties_are_put_into_the_order_of_the_schema():
    made = run_properties(w("lang", val="fr-FR"), None, w("sz", val=20), w("b"), w("rFonts", cs="Arial"))
    assert [one.name for one in made.children] == ["w:rFonts", "w:b", "w:sz", "w:lang"]
    assert run_properties(None) is None


def test_paragraphs_and_cells_hold_what_they_must(everything):
    for opened in everything:
        for cell in opened.find("//w:tc"):
            assert etree.QName(cell[-1]).localname == "p"
        for paragraph in opened.find("//w:p"):
            assert [etree.QName(one).localname for one in paragraph].count("pPr") == 1
            assert etree.QName(paragraph[0]).localname == "pPr"
        for run in opened.find("//w:r[w:rPr]"):
            assert etree.QName(run[0]).localname == "rPr"


def test_every_relation_leads_to_a_part_and_every_part_has_a_type(everything):
    for opened in everything:
        types = etree.fromstring(opened.files["[Content_Types].xml"])
        endings = {one.get("Extension") for one in types if one.get("Extension")}
        named_ones = {one.get("PartName") for one in types if one.get("PartName")}
        assert {name.lstrip("/") for name in named_ones} <= opened.files.keys()
        assert all(name.rpartition(".")[2] in endings for name in opened.files if name != "[Content_Types].xml")
        reached = set()
        for name in opened.files:
            if name.endswith(".rels"):
                for one in etree.fromstring(opened.files[name]):
                    assert one.get("Target").lstrip("/") in opened.files
                    reached.add(one.get("Target").lstrip("/"))
        assert reached == {name for name in opened.files if not name.endswith(".rels")} - {"[Content_Types].xml"}


def test_relations_that_the_text_names_are_there(everything):
    for opened in everything:
        there = {one.get("Id") for one in etree.fromstring(opened.files[posixpath.join("word", "_rels", "document.xml.rels")])}
        used = set(opened.find("//@r:embed | //@r:id"))
        assert used
        assert used <= there


def test_identifiers_are_given_once(everything):
    seen = Counter()
    for opened in everything:
        for path in ("//w:sdtPr/w:id/@w:val", "//w:bookmarkStart/@w:id", "//w:bookmarkStart/@w:name", "//wp:docPr/@id"):
            found = opened.find(path)
            assert len(found) == len(set(found)), path
            seen[path] += len(found)
        assert opened.find("//w:bookmarkStart/@w:id") == sorted(opened.find("//w:bookmarkEnd/@w:id"), key=int)
    assert len(seen) == 4


def test_names_of_bookmarks_are_ones_that_word_takes(written):
    for name in written["en"].find("//w:bookmarkStart/@w:name"):
        assert len(name) <= 40
        assert name.replace("_", "a").isalnum()


def test_what_only_later_words_know_may_be_passed_over(written):
    root = written["en"].part("document")
    assert root.get(named("mc:Ignorable")).split() == ["w14", "w15"]
    assert {"w14", "w15"} <= root.nsmap.keys()
    assert all(root.nsmap[prefix] == NAMESPACES[prefix] for prefix in root.nsmap)
