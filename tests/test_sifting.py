"""What is kept of aid data that was sifted is what is kept where all of it is read."""

import random
from dataclasses import replace
from itertools import product

import pytest

from article60 import reading, steps
from article60.aid_reading import AidReading
from article60.classifying import classify
from article60.demo import world
from article60.domain.activity_name import ActivityName
from article60.domain.activity_record import ActivityRecord
from article60.extraction.sieve import sieve
from article60.identity.readings import Reading
from article60.kept_by import aid_to_read
from article60.sources.iati import sift
from article60.sources.iati.sift import Sifted, some
from article60.sources.inputs import aid_files
from article60.sources.portions import SIZE, Part
from article60.tables import folders
from article60.tables.runs import Workplace

NAME = "<iati-identifier>{}</iati-identifier><reporting-org ref='XA-ORG'><narrative>Org</narrative></reporting-org>"
TITLES = [
    "Support to the anti-corruption commission",
    "corr<b>up</b>tion risks in the ports",
    "Appui à la lutte contre la corruption",
    "Lucha contra la corrupci&#xF3;n",
    "Lutte contre la corrupti&amp;#111;n",
    "<![CDATA[Fighting corruption]]>",
    "Fighting <!-- in a comment --> bribery",
    "<!-- corruption --> School meals",
    "School meals",
    "Roads",
    "CORRUPTION",
    "Борьба с КОРРУПЦИЕЙ",
    "مكافحة الفساد",
    "反腐败",
    "Public procurement reform",
    "corr\u00adup\u200dtion",
    "Co\u0301rruption of files",
    "anti\n  corruption   court",
    "Money laundering investigations",
    "Transparency, integrity, ethics and accountability",
    "",
]
ABOUTS = [
    "",
    "Training of judges who try corruption cases, and of those who report them.",
    "Meals for pupils.",
    "Tenders are published, contracts are open and bids are compared; procurement rules are made known to companies.",
    "Witness protection and relocation of witnesses and their families, and asset declarations of public officials.",
    "Our code of conduct forbids corruption.",
    "Meals for pupils. Write to someone@example.org about corruption.",
]
CODES = [
    "",
    "<sector vocabulary='1' code='15113'/>",
    "<sector code='1511&#51;' percentage='100'/>",
    "<sector vocabulary='1' code='15110'/>",
    "<transaction><sector vocabulary='1' code='15113'/><description>corruption</description></transaction>",
    "<tag vocabulary='3' code='16.5'/>",
]
FORMS = [
    ("utf-8", "<title>{}</title><description>{}</description>"),
    ("utf-8", "<title><narrative>{}</narrative></title><description><narrative>{}</narrative></description>"),
    ("utf-8", "<transaction><description>first</description></transaction><title>{}</title><description>{}</description>"),
    ("utf-8", "<title><narrative/><narrative>{}</narrative></title><description/><description type='2'>{}</description>"),
    ("utf-8", "<titles>Roads</titles><title>{}</title><descriptions/><description>{}</description>"),
    ("utf-16", "<title>{}</title><description>{}</description>"),
    ("iso-8859-1", "<title>{}</title><description>{}</description>"),
]


def awkward_files(folder):
    """Files in which every title stands beside every kind of code, in all forms, with parents and children across them."""
    chance, names = random.Random(60), []
    for form, (encoding, spoken) in enumerate(FORMS):
        activities = []
        for place, (title, code) in enumerate(product(TITLES, CODES)):
            name = chance.choice([f"XA-{form}-{place}", f"XA-{form}-{place}", f" XA-{form}-{place % 7} ", ""])
            kin = "".join(
                f'<related-activity ref="{chance.choice(names)}" type="{chance.choice("1235")}"/>'
                for _ in range(chance.choice([0, 0, 1, 3]))
                if names
            )
            names.append(name.strip() or "XA-nowhere")
            said = spoken.format(title, chance.choice(ABOUTS))
            activities.append(f"<iati-activity>{NAME.format(name)}{said}{code}{kin}</iati-activity>")
        activities += chance.choices(activities, k=5)
        whole = f'<?xml version="1.0" encoding="{encoding}"?>\n<iati-activities version="2.03">' + "\n".join(activities)
        path = folder / f"{form}.xml"
        path.write_bytes((whole + "</iati-activities>").encode(encoding, "xmlcharrefreplace"))
    return folder


def do(tasks, label=""):
    for function, arguments in tasks:
        function(*arguments)


def kept(files, folder, *, sifts, size=SIZE):
    workplace = Workplace(folder)
    if not sifts:
        read = [reading.read_aid_file(workplace, file) for file in aid_to_read(files)]
        records = [record for folder in read for record in folders.load(folder, "records", ActivityRecord)]
        relevant = [found for found in steps.classified(records, rates=()) if found.activity.relevant]
        return sorted(relevant, key=lambda found: found.activity.activity_id)
    aid = AidReading(workplace, files, size=size)
    do(aid.tasks())
    (folder / "found").mkdir()
    classify(folder / "found", kept=aid.kept(do), files=files, rates=(), workplace=workplace, work=do)
    return folders.load(folder / "found", "readings", Reading)


def assert_same(place, tmp_path):
    files = aid_files([place], notes=[])

    everything = kept(files, tmp_path / "read", sifts=False)

    assert kept(files, tmp_path / "sifted", sifts=True) == everything
    assert kept(files, tmp_path / "in ranges", sifts=True, size=40_000) == everything
    return everything


def test_awkward_files_are_sifted_as_they_are_read(tmp_path):
    (tmp_path / "aid").mkdir()

    everything = assert_same(awkward_files(tmp_path / "aid"), tmp_path)

    kept_in = [folder for folder in (tmp_path / "sifted" / "kept" / "sifted").iterdir() if folder.is_dir()]
    passed_over = [name for folder in kept_in for name in folders.load(folder, "names", ActivityName) if not name.read]
    assert len(everything) > 100
    assert len(passed_over) > 10


@pytest.mark.parametrize("size", [1, 20_000, 60_000])
def test_small_files_are_sifted_together_as_each_by_itself(size, tmp_path, monkeypatch):
    files = aid_files([awkward_files(tmp_path)], notes=[])
    apart, together = [[] for _ in files], [[] for _ in files]
    monkeypatch.setattr(sift, "SIZE", size)

    found = sift.sift_together(files, sieve=sieve(), notes=together)

    by_itself = [sift.sift(file, sieve=sieve(), notes=noted) for file, noted in zip(files, apart, strict=True)]
    assert [replace(one, lines=0) for one in found] == [replace(one, lines=0) for one in by_itself]  # lines are those of ranges
    assert together == apart


def test_the_demo_is_sifted_as_it_is_read(tmp_path):
    assert assert_same(world.WORLD / "aid", tmp_path)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["real", "edge"])
def test_published_files_are_sifted_as_they_are_read(shared, folder, tmp_path):
    assert_same(shared / "iati" / folder, tmp_path)


def test_sentence_of_many_that_are_not_kept_is_boilerplate_for_all(tmp_path):
    spoken = "<title>{}</title><description>Corruption is widespread in this country.</description>"
    titles = ["Public procurement reform", *(f"School meals {number}" for number in range(9))]
    activities = [
        f"<iati-activity>{NAME.format(f'XA-{number}')}{spoken.format(title)}</iati-activity>"
        for number, title in enumerate(titles)
    ]
    (tmp_path / "aid").mkdir()
    (tmp_path / "aid" / "all.xml").write_text(f"<iati-activities>{''.join(activities)}</iati-activities>")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "one.xml").write_text(f"<iati-activities>{activities[0]}</iati-activities>")

    assert len(assert_same(tmp_path / "one", tmp_path / "a")) == 1
    assert assert_same(tmp_path / "aid", tmp_path / "b") == []


def test_file_that_changed_before_its_relatives_were_read_is_named(tmp_path):
    file = tmp_path / "aid.xml"
    file.write_text("<iati-activities><iati-activity></iati-activity></iati-activities>")
    (aid,) = aid_files([file], notes=[])
    file.write_text("<html>moved</html>")
    notes = []

    assert some(Part(aid), [0], notes=notes) == Sifted()
    assert [(note.subject, note.severity) for note in notes] == [("aid.xml", "refused")]
