"""A report that comes back: what people ticked, wrote and changed, whichever program they did it in."""

import re
import zipfile

import pytest

from article60.codes.languages import LANGUAGES
from article60.publication.reports.word import reading
from article60.publication.reports.word.xml import NAMESPACES, named
from invented_report import ADDRESSES, WORDS, report


def changed(path, out, change):
    """The same file with its text changed; `change` takes and gives XML."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == "word/document.xml" else data)
    return out


def without(*names):
    """Leaves parts of the file out, as programs do that do not know them."""

    def leave(path, out):
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                if not name.startswith(names):
                    new.writestr(name, old.read(name))
        return out

    return leave


def ticking(text, key, *, ticked):
    """As Word writes it when somebody clicks on a box."""
    box = re.search(rf'<w:tag w:val="a60c:need-1/answer\|{key}"/>.*?</w:sdtContent>', text)[0]
    turned = re.sub(r'<w14:checked w14:val="."', f'<w14:checked w14:val="{int(ticked)}"', box)
    return text.replace(box, re.sub("[☐☒]", "☒" if ticked else "☐", turned))


def filled_in(text):
    """The first box ticked, the second no longer, and words in the first empty place."""
    text = ticking(ticking(text, "confirmed", ticked=True), "corrected", ticked=False)
    empty = re.search(r'<w:sdtPr><w:alias w:val="[^"]*"/><w:tag w:val="a60f:need-1/words"/>.*?</w:sdt>', text)[0]
    lines = '<w:r><w:t>First line</w:t></w:r><w:r><w:br/><w:t xml:space="preserve">second line </w:t></w:r>'
    full = re.sub(r"<w:sdtContent>.*</w:sdtContent>", f"<w:sdtContent>{lines}</w:sdtContent>", empty).replace(
        "<w:showingPlcHdr/>", ""
    )
    return text.replace(empty, full)


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_is_read_back_as_it_was_written(written, language):
    read = reading.read(written[language].path)
    assert (read.kind, read.language, read.release) == ("trend-note", language, "2026-06-30-03979489")
    made = report(language, long=True)
    assert [(one.address, one.text) for one in read.numbers[:2]] == [
        (made.numbers[place].address, made.numbers[place].text) for place in (0, 1)
    ]
    assert {one.address for one in read.numbers} == {address for address, _ in ADDRESSES}
    assert len(read.numbers) == 3 + 2 * 18
    assert read.ticked == {"need-1/answer": ("corrected",)}
    assert read.fields == {"need-1/words": "", "body": WORDS[language]["body_text"], "day": ""}


def test_ticks_and_words_of_people_are_read(english, tmp_path):
    read = reading.read(changed(english.path, tmp_path / "back.docx", filled_in))
    assert read.ticked == {"need-1/answer": ("confirmed",)}
    assert read.fields["need-1/words"] == "First line\nsecond line"


def test_number_that_an_editor_changed_is_read_as_it_is_now(english, tmp_path):
    read = reading.read(changed(english.path, tmp_path / "back.docx", lambda text: text.replace(">12</w:t>", ">13</w:t>", 1)))
    assert [one.text for one in read.numbers if one.address == "states_with_needs"][:2] == ["13", "12"]


def test_changes_that_are_tracked_count_as_made(english, tmp_path):
    tracked = (
        '<w:del w:id="9001" w:author="x"><w:r><w:delText>12</w:delText></w:r></w:del>'
        '<w:ins w:id="9002" w:author="x"><w:r><w:t>14</w:t></w:r></w:ins>'
    )
    run = re.search(r"<w:r><w:t[^>]*>12</w:t></w:r>", english.files["word/document.xml"].decode())[0]
    read = reading.read(changed(english.path, tmp_path / "back.docx", lambda text: text.replace(run, tracked, 1)))
    assert read.numbers[0].text == "14"


def test_number_that_an_editor_struck_out_is_not_there(english, tmp_path):
    run = re.search(r"<w:r><w:t[^>]*>12</w:t></w:r>", english.files["word/document.xml"].decode())[0]
    read = reading.read(changed(english.path, tmp_path / "back.docx", lambda text: text.replace(run, "", 1)))
    assert len(read.numbers) == len(reading.read(english.path).numbers) - 1


@pytest.mark.parametrize("sign", ["X", "x", "✓", "☑", "Х"])
def test_sign_written_over_a_box_is_a_tick(english, tmp_path, sign):
    def over(text):
        box = re.search(r"<w:sdt><w:sdtPr>(?:(?!<w:sdt>).)*?<w14:checkbox>.*?</w:sdt>", text)[0]
        return text.replace(box, f"<w:r><w:t>{sign}</w:t></w:r>", 1)

    assert reading.read(changed(english.path, tmp_path / "back.docx", over)).ticked == {
        "need-1/answer": ("confirmed", "corrected")
    }


def test_words_written_beside_the_control_count_too(english, tmp_path):
    def beside(text):
        place = re.search(r'<w:sdtPr><w:alias w:val="[^"]*"/><w:tag w:val="a60f:day"/>.*?</w:p>', text)[0]
        return text.replace(place, f"{place}<w:p><w:r><w:t>3 May</w:t></w:r></w:p>", 1)

    assert reading.read(changed(english.path, tmp_path / "back.docx", beside)).fields["day"] == "3 May"


def test_without_tags_the_bookmarks_tell(english, tmp_path):
    read = reading.read(changed(english.path, tmp_path / "back.docx", lambda text: re.sub(r"<w:tag [^>]*/>", "", text)))
    assert read == reading.read(english.path)


def test_without_the_part_of_its_own_the_tags_tell(english, tmp_path):
    """Save of the one number whose address is too long for a tag."""
    read = reading.read(without("customXml")(english.path, tmp_path / "back.docx"))
    whole = reading.read(english.path)
    assert read.ticked == whole.ticked
    assert read.fields == whole.fields
    assert read.numbers == [one for one in whole.numbers if len(f"a60n:{one.address}") <= 64]
    assert len(read.numbers) < len(whole.numbers)


def test_file_that_is_no_report_is_refused(tmp_path, english):
    (tmp_path / "no.docx").write_bytes(b"words")
    with pytest.raises(reading.NotAReport, match=r"no\.docx is no Word file"):
        reading.read(tmp_path / "no.docx")
    bare = changed(english.path, tmp_path / "tagged.docx", lambda text: re.sub(r"<w:tag [^>]*/>|<w:bookmark[^>]*/>", "", text))
    with pytest.raises(reading.NotAReport, match="was not made as a report"):
        reading.read(without("docProps/custom.xml")(bare, tmp_path / "bare.docx"))


def test_part_that_unpacks_to_too_much_is_not_read(english, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 1000)
    with pytest.raises(reading.NotAReport, match="too large"):
        reading.read(english.path)


def test_reports_come_back_from_libreoffice_as_they_were_filled_in(written, tmp_path, office):
    """LibreOffice 7.4 gives neither tags nor identifiers back; bookmarks, boxes and the file's own part it does."""
    sent = {
        language: changed(written[language].path, tmp_path / f"{language}.docx", filled_in) for language in ("ar", "en", "zh")
    }
    for language, back in zip(sent, office(list(sent.values()), "docx:MS Word 2007 XML"), strict=True):
        assert zipfile.ZipFile(back).namelist() != zipfile.ZipFile(sent[language]).namelist()
        read, was = reading.read(back), reading.read(sent[language])
        assert read.numbers == was.numbers
        assert read.ticked == was.ticked == {"need-1/answer": ("confirmed",)}
        assert (read.kind, read.language, read.release) == (was.kind, was.language, was.release)
        assert {key: words.split() for key, words in read.fields.items()} == {
            key: words.split() for key, words in was.fields.items()
        }


def test_boxes_can_be_ticked_in_word(english):
    (row,) = english.styled("Choices")
    boxes = row.xpath(".//w14:checkbox/w14:checked", namespaces=NAMESPACES)
    assert [one.get(named("w14:val")) for one in boxes] == ["0", "1", "0", "0"]
    labels = english.words(row).replace("\N{EM SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert labels == "This need is ☐ confirmed ☒ corrected ☐ withdrawn ☐ met since"
