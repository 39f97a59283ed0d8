"""The invented report as a Word file in each language, and what LibreOffice makes of it."""

import shutil
import subprocess
import zipfile

import pytest
from lxml import etree

from article60.codes.languages import LANGUAGES
from article60.publication.reports import word
from article60.publication.reports.kinds import KINDS
from article60.publication.reports.word.xml import NAMESPACES, named
from invented_report import report


class Opened:
    """A Word file, its parts parsed and searched in Word's own names."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def part(self, name):
        return etree.fromstring(self.files[f"word/{name}.xml"])

    def find(self, path, part="document"):
        return self.part(part).xpath(path, namespaces=NAMESPACES)

    def words(self, element):
        return "".join(one.text or "" for one in element.iter(named("w:t")))

    def styled(self, style):
        """Paragraphs of a style, by its identifier."""
        return self.find(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The file of each language."""
    folder = tmp_path_factory.mktemp("word")
    for language in LANGUAGES:
        word.write(report(language, long=True), folder / f"{language}.docx")
    return {language: Opened(folder / f"{language}.docx") for language in LANGUAGES}


@pytest.fixture(scope="session")
def opened():
    """Opens a Word file, once."""
    known = {}

    def of(path):
        if path not in known:
            known[path] = Opened(path)
        return known[path]

    return of


@pytest.fixture(scope="session")
def everything(written, made, opened):
    """The invented report and every kind of the invented world's, in every language."""
    return [*written.values(), *(opened(made(kind, language).path("docx")) for kind in KINDS for language in LANGUAGES)]


@pytest.fixture(scope="session")
def english(written):
    return written["en"]


@pytest.fixture
def write(tmp_path):
    """Writes a report and opens it."""

    def opened(made):
        word.write(made, tmp_path / "made.docx")
        return Opened(tmp_path / "made.docx")

    return opened


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """Has LibreOffice read files, all in one go, and write them in another form; skips where it is not installed."""
    program = shutil.which("soffice")

    def converted(paths, form):
        if program is None:
            pytest.skip("needs LibreOffice")
        out = tmp_path_factory.mktemp("office")
        home = f"-env:UserInstallation={(out / 'home').as_uri()}"
        ending = form.partition(":")[0]
        subprocess.run(
            [program, home, "--headless", "--convert-to", form, "--outdir", out, *paths],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return [out / f"{path.stem}.{ending}" for path in paths]

    return converted
