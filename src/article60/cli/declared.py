"""Every command with its options, and what its `--help` tells a newcomer."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from article60 import __version__
from article60.cli.declared_workspace import add_audit, add_worker, add_workspace
from article60.cli.port import port, port_or_none
from article60.cli.telling import UNUSABLE
from article60.codes.languages import LANGUAGES
from article60.engines import LOCAL
from article60.publication.reports.offered import ENDINGS, NAMES
from article60.publication.standard.levels import LEVELS
from article60.settings import SITE
from article60.simulation.difficulty import readings

ABOUT = """\
Which technical assistance the Convention against Corruption calls for, who gives it, and what is still unmet.

Start with `article60 demo`: it shows an invented world in your browser. Then give it files of your own with
`article60 run`. Data goes to standard output, everything else to standard error."""

Adder = Callable[..., argparse.ArgumentParser]


class _InOneLine(argparse.ArgumentParser):
    """Answers wrong usage as everything else is answered that cannot be used: in one line, with what to do."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def parser() -> argparse.ArgumentParser:
    """All commands with their options and what a newcomer needs to know of each.

    What a command does is told by module and function of `article60.cli.commands`: only that module is loaded, as what reads
    documents, draws charts or serves pages takes a second to load.
    """
    top = _InOneLine(prog="article60", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--version", action="version", version=f"article60 {__version__}")
    listed = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, does: str, short: str, more: str = "") -> argparse.ArgumentParser:
        made = listed.add_parser(
            name, help=short, description=f"{short}\n\n{more}".strip(), formatter_class=argparse.RawDescriptionHelpFormatter
        )
        made.set_defaults(does=does, name=name)
        return made

    for add in (
        _add_demo,
        _add_run,
        _add_collect,
        _add_lines,
        _add_release_commands,
        _add_export_static,
        _add_returned,
        _add_align,
        _add_check_design,
        _add_validate,
        _add_simulate,
        add_workspace,
        add_audit,
        add_worker,
    ):
        add(command)
    return top


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-24") from None


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return Path(text)


def _replaced(text: str) -> Path:
    """A folder that gives way to another of its name: one that is named, which `.` and `..` are not."""
    if Path(text).name in ("", ".."):
        raise argparse.ArgumentTypeError(
            f"{text} cannot be replaced by another folder; name one in it, as {Path(text) / 'out'}"
        )
    return Path(text)


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"{text} is no file")
    return Path(text)


def _site(text: str) -> str:
    address = text.rstrip("/")
    if not SITE.fullmatch(address):
        raise argparse.ArgumentTypeError(f"{text!r} is no address of a site; write it as https://register.example/copy")
    return address


def _engine(text: str) -> str:
    if text != LOCAL and not re.fullmatch(r"(ray://)?[^\s:/]+:\d{1,5}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no engine; write local, ray://host:10001 or host:6379")
    return text


def _add_demo(command: Adder) -> None:
    made = command(
        "demo",
        "demonstration.demo",
        "Build an invented world, run everything on it and show it in the browser.",
        "Twelve fictional States, their reviews in six languages and invented aid data. Nothing in it is about a real State.",
    )
    made.add_argument("--port", type=port, default=8000, help="port on 127.0.0.1 (default 8000)")
    made.add_argument("--out", type=_replaced, default=Path("out/demo"), help="folder for the Release (default out/demo)")
    made.add_argument("--build-only", action="store_true", help="make the Release and stop")
    made.add_argument(
        "--workspace-port",
        type=port_or_none,
        default=8060,
        help="port on 127.0.0.1 of the workspace beside it; 0 for none (default 8060)",
    )


def _add_run(command: Adder) -> None:
    made = command(
        "run",
        "runs.run",
        "From review documents and aid data to a Release.",
        "A document is opened only if a documents.csv beside it names its publisher and public address, if a decision\n"
        "opens it, or if you say --documents-are public. A file that cannot be read never stops the others: it is named\n"
        "on standard error. What was read before is not read again; the tables of runs stand beside OUT in OUT.runs.",
    )
    made.add_argument(
        "--reviews",
        nargs="+",
        default=[],
        metavar="PATH",
        help="review documents: files, folders or addresses (pdf docx html txt)",
    )
    made.add_argument(
        "--aid",
        nargs="+",
        default=[],
        metavar="PATH",
        help="aid data: IATI XML files, folders or addresses; an address is named in the Release, unless a key may stand in it",
    )
    made.add_argument("--documents-are", choices=["public"], help="you state that every document named is public")
    made.add_argument(
        "--documents-are-public",
        action="store_const",
        const="public",
        dest="documents_are",
        help="the same as --documents-are public",
    )
    made.add_argument("--decisions", type=_folder, metavar="FOLDER", help="people's decisions, JSON lines")
    made.add_argument(
        "--facts",
        type=_folder,
        metavar="FOLDER",
        help="a folder of CSV files: parties, reviews, rates, groups, requests, pledges, errata, knowledge",
    )
    made.add_argument("--previous", type=_folder, metavar="RELEASE", help="an earlier Release whose identifiers live on")
    made.add_argument("--on", type=_day, default=date.today(), metavar="DATE", help="day for which gaps hold (default today)")
    made.add_argument("--audience", choices=["public"], default="public", help="who may see the Release (default public)")
    made.add_argument(
        "--out", type=_replaced, required=True, metavar="FOLDER", help="folder for the Release; an older one is replaced"
    )
    made.add_argument(
        "--engine",
        type=_engine,
        default=LOCAL,
        metavar="ADDRESS",
        help="where files are read and needs matched: local, or the address of a Ray cluster whose machines share the folder "
        "of --out, as ray://host:10001, or host:6379 on one of them (default local)",
    )


def _add_collect(command: Adder) -> None:
    made = command(
        "collect",
        "collecting.collect",
        "Fetch the files that a source description names.",
        "Asks only for what has changed, goes on where it was broken off, and waits between requests to one host.",
    )
    made.add_argument("source", type=Path, metavar="SOURCE", help="a source.yml")
    made.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder for the files")


def _add_lines(command: Adder) -> None:
    made = command("extract", "documents.extract", "Print documents and the statements found in them, as JSON lines.")
    made.add_argument("documents", nargs="+", metavar="DOCUMENT", help="pdf, docx, html or txt; a folder is searched through")
    made = command(
        "evaluate",
        "documents.evaluate",
        "Print how well documents are read, against what people decided about the same words.",
        "Shares by language and kind of document on standard error, one JSON line on standard output. What there is too\n"
        "little to say is left out, and why is said.",
    )
    made.add_argument("documents", nargs="+", metavar="DOCUMENT", help="pdf, docx, html or txt; a folder is searched through")
    made.add_argument("--decisions", type=_folder, required=True, metavar="FOLDER", help="lines of decisions")
    made.add_argument("--audience", default="public", metavar="AUDIENCE", help="whose decisions count (default public)")
    made = command(
        "tag",
        "statements.tag",
        "Print provisions and types for single statements, as JSON lines.",
        'Each line of FILE is an object with "text" and, if you know it, "lang". A dash reads standard input.',
    )
    made.add_argument("file", metavar="FILE.jsonl")
    made = command("activities", "aid.activities", "Print every aid activity read, kept or not, as JSON lines.")
    made.add_argument("files", nargs="+", metavar="FILE", help="IATI XML; a folder is searched through")
    made = command(
        "match",
        "pairs.match",
        "Print pairs of needs and activities that may belong together, as JSON lines.",
        "Each pair comes with its features, the sentence for each, the two values compared and the score.",
    )
    made.add_argument("--needs", required=True, metavar="FILE", help="lines as `article60 extract` prints them")
    made.add_argument("--activities", required=True, metavar="FILE", help="lines as `article60 activities` prints them")


def _add_release_commands(command: Adder) -> None:
    made = command("serve", "shown.serve", "Show a Release in the browser.")
    made.add_argument("--release", type=Path, default=Path("out/demo"), metavar="FOLDER", help="the Release (default out/demo)")
    made.add_argument("--port", type=port, default=8000, help="port on 127.0.0.1 (default 8000)")
    made = command(
        "verify", "checks.check", "Check a Release: checksums, content hash, every figure recomputed from its rows, references."
    )
    made.add_argument("release", type=Path, metavar="RELEASE")
    made.add_argument(
        "--previous",
        type=_folder,
        metavar="RELEASE",
        help="the Release before, to compare what stands here of its figures and of what has changed since",
    )
    made.add_argument(
        "--report", type=Path, metavar="FILE", help="check every number of this report against the Release instead"
    )
    made.add_argument(
        "--signers", type=_file, metavar="FILE", help="allowed signers as OpenSSH reads them: one of them must have signed"
    )
    made = command("report", "reports.report", "Make a report from a Release.")
    made.add_argument("kind", choices=NAMES, metavar="KIND", help=", ".join(NAMES))
    made.add_argument("--release", type=Path, required=True, metavar="FOLDER", help="the Release to report on")
    made.add_argument("--state", metavar="CODE", help="the State that it is about")
    made.add_argument("--region", metavar="GROUP", help="the regional group that it is about")
    made.add_argument("--provision", metavar="ARTICLE", help="the article that it is about")
    made.add_argument("--donor", metavar="ORG", help="identifier of the organisation that it is for")
    made.add_argument("--on-day", type=_day, metavar="DATE", help="day of the launch, for the calendar of a launch pack")
    made.add_argument("--language", choices=LANGUAGES, default="en", help="language of the report (default en)")
    made.add_argument("--templates", type=_folder, metavar="FOLDER", help="templates that take the place of the usual ones")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"a file that ends in {', '.join(ENDINGS)}")


def _add_returned(command: Adder) -> None:
    made = command(
        "read-clearance",
        "returned.read_clearance",
        "Read a clearance sheet that came back, and print its answers as decisions.",
        "FILE is the Word file or workbook that `article60 report clearance-sheet` made, filled in; some of its parts\n"
        "are enough. Each answer becomes one JSON line for a folder of decisions. What changes is told on standard\n"
        "error, and so is every answer that is not clear: it is left to people, never guessed, and the exit status is 1.",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="the returned .docx or .xlsx")
    made.add_argument("--release", type=_folder, metavar="RELEASE", help="the Release from which the sheet was made")
    made.add_argument("--on", type=_day, default=date.today(), metavar="DATE", help="day on which it came back (default today)")
    made.add_argument(
        "--templates", type=_folder, metavar="FOLDER", help="templates from which the sheet was made, if not ours"
    )
    made = command(
        "read-plan",
        "returned.read_plan",
        "Read a national plan that came back as a workbook, and print its rows.",
        "FILE is the workbook that `article60 report national-plan` made, filled in. Each row becomes one JSON line with its\n"
        "status: unchanged, filled_in, changed (with what stood there and what stands now), added, removed. A cell that does\n"
        "not fit is named with sheet, row, column and what to do; it is printed as it stands, and the exit status is 1.",
    )
    made.add_argument("file", type=Path, metavar="FILE", help="the returned .xlsx")
    made.add_argument("--release", type=_folder, required=True, metavar="RELEASE", help="the Release from which it was made")


def _add_export_static(command: Adder) -> None:
    made = command(
        "export-static",
        "copies.export_static",
        "Write the whole site of a Release as files that need no server.",
        "Every page in six languages, with links that lead from file to file: it opens from a folder, a file share or a\n"
        "memory stick, and from any static host in any folder of it. What takes a server - search, choices put together,\n"
        "the API - is said to be missing where it would stand, with what to do instead.",
    )
    made.add_argument("release", type=_folder, metavar="RELEASE")
    made.add_argument(
        "--out",
        type=_replaced,
        required=True,
        metavar="FOLDER",
        help="a new or empty folder, or an earlier copy, which is replaced",
    )
    made.add_argument(
        "--address",
        type=_site,
        metavar="ADDRESS",
        help="where the copy will stand, as https://register.example/copy: needed for feeds and sitemap (default: the address\n"
        "that the Release names)",
    )
    made.add_argument(
        "--without-downloads",
        action="store_false",
        dest="downloads",
        help="leave out the files of the Release; documents and pictures that pages show stay",
    )


def _add_align(command: Adder) -> None:
    made = command(
        "align",
        "plans.align",
        "Hold a programme or a national strategy against the priority needs of its area.",
        "A programme of the Release is named by its IATI identifier; its children belong to it. Of a planned programme give\n"
        "the file that check-design reads, of a strategy a file with a row for each action; which of the two it is, is told\n"
        "by its keys, and it is read on this machine and copied nowhere. The answer names for every priority\n"
        "need what takes it up, and why, or that nothing does.",
    )
    made.add_argument(
        "named", metavar="FILE-OR-IDENTIFIER", help="a plan's or strategy's .yml, .xlsx or .csv file, or an IATI identifier"
    )
    made.add_argument("--release", type=Path, required=True, metavar="FOLDER", help="the Release that holds the needs")
    made.add_argument("--language", choices=LANGUAGES, default="en", help="language of the answer (default en)")
    made.add_argument("--out", type=Path, metavar="FILE", help="an .html or .txt file (default: text to standard output)")


def _add_validate(command: Adder) -> None:
    made = command(
        "validate",
        "checks.validate",
        "Check a needs file against the needs standard, an IATI file against schema and rules, or a workbook of a checklist.",
        "Findings are printed as JSON lines; the exit status is 1 where there are any. Of a valid needs file the level that\n"
        "it reaches is told on standard error: basic, traceable or complete; of a checklist, whose it is and how many answers\n"
        "were changed in it. An IATI file is checked by the schemas that --schemas names; for the others the file is enough.",
    )
    made.add_argument("file", type=Path, metavar="FILE", help=".json for needs, .xml for IATI, .xlsx for a checklist")
    made.add_argument(
        "--level", choices=LEVELS, help="of a needs file: also name what keeps it from this level (basic is every valid file)"
    )
    made.add_argument(
        "--schemas",
        type=_folder,
        metavar="FOLDER",
        help="IATI schemas, a folder for each version (2-03/ ...); an IATI file needs them",
    )


def _add_check_design(command: Adder) -> None:
    made = command(
        "check-design",
        "plans.design",
        "Hold a planned programme against the needs and the work of other providers in a Release.",
        "FILE says in a few lines what is planned: States, provisions, types, time, budget, bodies. The answer is printed,\n"
        "and with --out also written as one page of HTML for printing. FILE is read on this machine and copied nowhere.",
    )
    made.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the plan: .yml, .xlsx or .csv")
    made.add_argument("--release", type=Path, metavar="FOLDER", help="the Release to hold it against")
    made.add_argument("--language", choices=LANGUAGES, default="en", help="language of the answer (default en)")
    made.add_argument("--out", type=Path, metavar="FILE.html", help="a .html file for the page")
    made.add_argument("--template", type=Path, metavar="FILE", help="write an empty plan, .yml or .xlsx, and stop")


def _add_simulate(command: Adder) -> None:
    made = command(
        "simulate",
        "worlds.simulate",
        "Make an invented world of any size whose truth is known.",
        "With --score the steps run on it, and one JSON line tells how near they came: matches, calibration, overlaps,\n"
        "records of one activity, seconds and memory. Its States are invented; how hard it is stands in the documentation.",
    )
    made.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="folder for the world; what it held is replaced"
    )
    made.add_argument("--states", type=int, default=40, metavar="N", help="number of States (default 40)")
    made.add_argument("--needs", type=int, default=3000, metavar="N", help="number of needs (default 3000)")
    made.add_argument("--activities", type=int, default=15000, metavar="N", help="number of aid records (default 15000)")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="another seed, another world (default 1)")
    made.add_argument("--reading", choices=readings(), default="default", help="how well it was read before (default default)")
    made.add_argument("--score", action="store_true", help="run the steps on it and print how near they came")
