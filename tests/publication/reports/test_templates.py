import re
from collections import Counter
from importlib.resources import files

import pytest
from jinja2 import Environment, nodes

from article60.publication.reports.kinds import KINDS
from article60.publication.reports.making import LEAVES_OUT, plural

REQUIRED = ("ar", "en", "es", "fr", "ru", "zh")
"""Languages in which every kind must be had."""
NAMES = {"article60", "verify", "check", "design", "method", "html", "viii", "xlsx"}
"""What stands in Latin letters in every language: commands, files, numbers of chapters."""
ENGLISH_ALONE = {
    "with",
    "that",
    "this",
    "were",
    "which",
    "where",
    "needs",
    "stated",
    "chapter",
    "their",
    "they",
    "from",
    "have",
    "been",
}
LONGER = re.compile(r"(?<![@\w])[^\W\d_]\w{3,}")
MARKS = re.compile(r"\[\[|\[|@\w+|[#>!:=*^|-]+ |---|")
FOLDER = files("article60.publication.reports").joinpath("templates")
WRITTEN = sorted((kind, one.name.removesuffix(".jinja")) for kind in KINDS for one in FOLDER.joinpath(kind).iterdir())
TRANSLATED = [(kind, language) for kind, language in WRITTEN if language != "en"]


def text(kind, language):
    return FOLDER.joinpath(kind, f"{language}.jinja").read_text(encoding="utf-8")


def lines(written):
    """Lines of a template, without those that only hold words (`set` of a constant) and blank ones."""
    return [line for line in written.splitlines() if line.strip() and not re.match(r"\{% set \w+ = \{", line)]


def conditions(line):
    """Loops and conditions that a line opens and closes, in their order."""
    return re.findall(r"\{%-? *(.*?) *-?%\}", line)


def marks(line):
    """How a line begins, and how many cells or boxes it has."""
    bare = re.sub(r"\{[%{].*?[}%]\}", lambda found: "x" if found[0].startswith("{{") else "", line).strip()
    return MARKS.match(bare)[0], bare.count(" | "), bare.count("][") if bare.startswith("[") else bare.count("[[")


def filled_in(line):
    """What a line calls with its first argument, and the records it tells; not what only chooses between words."""
    body = "".join(re.findall(r"\{\{.*?\}\}(?!\})", line))
    tree = Environment().parse(body)
    choosing = {id(one) for choice in tree.find_all(nodes.CondExpr) for one in parts(choice.test)}
    calls = Counter(
        (
            told(call.node),
            told(call.args[0]) if call.args else "",
            *sorted(option(one) for one in call.kwargs if one.key in OPTIONS),
        )
        for call in tree.find_all(nodes.Call)
        if id(call) not in choosing
    )
    records = {told(one) for one in tree.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name)}
    return calls, {one for one in records if not one.startswith("loop.")}


OPTIONS = ("to", "noted", "together", "pages")


def option(given):
    return f"{given.key}={told(given.value)}"


def parts(node):
    yield node
    yield from node.find_all(nodes.Node)


def told(node):
    """An expression in short: names, attributes and figures that it speaks of, in their order."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{told(node.node)}.{node.attr}"
        case nodes.Const():
            return repr(node.value)
        case _:
            return ",".join(told(one) for one in node.iter_child_nodes())


def words(kind, language):
    """The words of a template: what stands outside expressions, the forms of `count`, and other words within expressions."""
    tree = Environment().parse(text(kind, language))
    named = {id(one) for call in tree.find_all(nodes.Call) for given in call.args for one in parts(given)}
    named |= {
        id(one) for call in tree.find_all(nodes.Call) for given in call.kwargs if given.key in OPTIONS for one in parts(given)
    }
    named |= {id(one) for item in tree.find_all(nodes.Getitem) for one in parts(item.arg)}
    named |= {id(pair.key) for pair in tree.find_all(nodes.Pair)}
    named |= {id(one) for test in tree.find_all(nodes.Compare) for one in parts(test)}
    named |= {
        id(one)
        for test in tree.find_all(nodes.Filter)
        for given in (*test.args, *(k.value for k in test.kwargs))
        for one in parts(given)
    }
    yield from (data.data for data in tree.find_all(nodes.TemplateData))
    yield from (one.value for one in tree.find_all(nodes.Const) if isinstance(one.value, str) and id(one) not in named)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_had_in_every_language_required(kind):
    assert {language for name, language in WRITTEN if name == kind} >= set(REQUIRED)


@pytest.mark.parametrize(("kind", "language"), TRANSLATED)
def test_template_has_the_structure_of_the_english_one(kind, language):
    english, other = lines(text(kind, "en")), lines(text(kind, language))
    assert [marks(line) for line in other] == [marks(line) for line in english]
    for one, same in zip(english, other, strict=True):
        assert conditions(same) == conditions(one)
        assert filled_in(same) == filled_in(one), same


@pytest.mark.parametrize(("kind", "language"), WRITTEN)
def test_every_count_has_the_plural_forms_of_its_language(kind, language):
    needed = {plural("en_GB" if language == "en" else language)(number) for number in range(200)}
    calls = [one for one in Environment().parse(text(kind, language)).find_all(nodes.Call) if told(one.node) == "count"]
    assert calls
    for call in calls:
        forms = {given.key: given.value.value for given in call.kwargs if given.key not in OPTIONS}
        assert forms.keys() - {LEAVES_OUT} == needed, forms
        spoken = needed - ({"zero"} if LEAVES_OUT in forms else set())
        assert all(forms[form].count("%") == 1 for form in spoken), forms


@pytest.mark.parametrize(("kind", "language"), WRITTEN)
def test_what_is_left_out_in_words_is_so_in_every_language(kind, language):
    def silent(of):
        calls = Environment().parse(text(kind, of)).find_all(nodes.Call)
        return Counter(
            told(one.args[0])
            for one in calls
            if told(one.node) == "count" and LEAVES_OUT in {given.key for given in one.kwargs}
        )

    assert silent(language) == silent("en")


@pytest.mark.parametrize(("kind", "language"), TRANSLATED)
def test_no_english_word_remains(kind, language):
    """Spanish and French share words with English; there only those are looked for that they do not have."""
    found = {word for some in words(kind, language) for word in LONGER.findall(some.lower())}
    if language in ("es", "fr"):
        assert not found & ENGLISH_ALONE
    else:
        assert {word for word in found if word.isascii()} <= NAMES
