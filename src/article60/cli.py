"""The command line: one command for each step and each job; what they do stands elsewhere."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tqdm import tqdm

from article60 import __version__, aligning, check_design, checking, pipeline, reading, settings, steps, verify
from article60.analysis.area import UnknownArea
from article60.codes.languages import LANGUAGES
from article60.collecting import Job
from article60.demo import world
from article60.domain.run_note import RunNote
from article60.extraction import activity_lines, tagging
from article60.extraction.documents import lines
from article60.extraction.suggestions import suggestions
from article60.matching.lines import UnusableLine, match_lines
from article60.publication import plan_template
from article60.publication.folder import WouldOverwrite
from article60.publication.reading import NotARelease
from article60.publication.reports import design_page, design_text, trend_note
from article60.simulation.difficulty import readings
from article60.simulation.simulate import simulate as make_world
from article60.simulation.world import ImpossibleWorld
from article60.sources import collect as collecting
from article60.sources import documents as sources
from article60.sources import plan as plans
from article60.sources.facts import UnusableFacts
from article60.sources.forms import UnusableForm
from article60.sources.inputs import UnusableInput, aid_files, review_files
from article60.tables import folders
from article60.tables.runs import Workplace

DONE, FELL_SHORT, UNUSABLE = 0, 1, 2

ANSWERABLE = (
    ImpossibleWorld,
    pipeline.NothingToRead,
    settings.UnusableSetting,
    NotARelease,
    WouldOverwrite,
    UnusableFacts,
    UnusableInput,
    UnusableLine,
    checking.UnusableFile,
    aligning.NothingToAlign,
    UnknownArea,
    UnusableForm,
    plan_template.NoSuchTemplate,
    trend_note.NoSuchReport,
    OSError,
)
"""Errors that a user can answer: shown in one line that says what, where and what to do."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    chosen = parser().parse_args(arguments)
    try:
        sys.exit(chosen.command(chosen))
    except BrokenPipeError:  # the reader of our output has had enough
        sys.stderr.close()
        sys.exit(DONE)
    except ANSWERABLE as error:
        say(f"article60 {chosen.name}: {error}")
        sys.exit(UNUSABLE)


def say(message: str) -> None:
    """Print to standard error, where everything goes that is not data."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201 - the one place that prints


def show(line: Any) -> None:
    """Print one JSON line to standard output."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def progress(things: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    """A progress bar on a terminal, nothing elsewhere."""
    bar: Iterable[Any] = tqdm(things, desc=label, total=total, disable=None, leave=False, file=sys.stderr)
    return bar


def tell(notes: Iterable[RunNote], *, kept: Path | None = None) -> None:
    """Print what was refused, and count the notes that are kept in a file; print those that nothing keeps."""
    others = 0
    for note in notes:
        if note.severity == "refused" or kept is None:
            line = f", line {note.line}" if note.line is not None else ""
            # A message that was raised as an error begins with its subject.
            say(f"{note.severity}: {note.subject}{line}: {note.message.removeprefix(f'{note.subject}: ')}")
        else:
            others += 1
    if others:
        say(f"{others} further notes on the input, in {kept}")


def run(chosen: argparse.Namespace) -> int:
    """Run the main job."""
    return _run(_job(chosen))


def _job(chosen: argparse.Namespace) -> Job:
    known = settings.read()
    say(f"on {chosen.on}")
    return Job(
        reviews=chosen.reviews,
        aid=chosen.aid,
        out=chosen.out,
        on=chosen.on,
        audience=chosen.audience,
        documents_are_public=chosen.documents_are_public,
        decisions=chosen.decisions,
        facts=chosen.facts,
        previous=chosen.previous,
        workers=known.workers,
        limits=sources.Limits(cpu_seconds=known.read_seconds, memory_bytes=known.read_megabytes * 1024 * 1024),
    )


def _run(job: Job) -> int:
    done = pipeline.run(job, progress=progress)
    tell(done.notes, kept=job.out / "data" / "notes.csv")
    tell(done.private_notes)
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in done.release["counts"].items())
    say(f"Release {done.release['name']} in {job.out}: {counts}")
    say(f"done anew: {', '.join(done.fresh) or 'nothing, all input was known'}")
    show({"release": done.release["name"], "content_hash": done.release["content_hash"], "out": str(job.out)})
    return DONE


def demo(chosen: argparse.Namespace) -> int:
    """Build the invented world, run everything on it and show it."""
    code = _run(world.job(chosen.out, workers=settings.read().workers))
    if code != DONE or chosen.build_only:
        return code
    return _serve(chosen.out, chosen.port)


def serve(chosen: argparse.Namespace) -> int:
    """Show a Release in the browser."""
    return _serve(chosen.release, chosen.port)


def _serve(release: Path, port: int) -> int:
    from article60.web.serve import serve as serve_release  # Django is loaded by the commands that need it only

    say(f"showing {release} on http://127.0.0.1:{port} - stop with Ctrl+C")
    serve_release(release, port=port, operator=settings.read().operator)
    return DONE


def collect(chosen: argparse.Namespace) -> int:
    """Fetch what a source description names."""
    notes: list[RunNote] = []
    collecting.collect(chosen.source, chosen.out, notes=notes)
    tell(notes)
    return FELL_SHORT if any(note.severity == "refused" for note in notes) else DONE


def extract(chosen: argparse.Namespace) -> int:
    """Print documents and the statements found in them."""
    notes: list[RunNote] = []
    found = review_files(chosen.documents, documents_are_public=True, public_by_decision={}, notes=notes)
    readable = 0
    read = reading.extracted(found, workers=settings.read().workers, limits=sources.Limits())
    for extracted in progress(read, "reading documents", len(found)):
        if isinstance(extracted, RunNote):
            notes.append(extracted)
            continue
        readable += 1
        show(lines.document_line(extracted.document))
        for statement in extracted.statements:
            show(lines.statement_line(statement, extracted.document))
    tell(notes)
    return DONE if readable else UNUSABLE


def tag(chosen: argparse.Namespace) -> int:
    """Print provisions and types for single statements."""
    for line in checking.json_lines(chosen.file):
        tags = tagging.tag(checking.field(line, "text", chosen.file), declared=line.get("lang"))
        show(line | tagging.as_line(tags))
    return DONE


def activities(chosen: argparse.Namespace) -> int:
    """Print every aid activity read, with relevance and provisions."""
    notes: list[RunNote] = []
    files = aid_files(chosen.files, notes=notes)
    with tempfile.TemporaryDirectory(prefix="article60-") as folder:
        workplace = Workplace(Path(folder))
        to_read = reading.aid_to_read(files)
        kept = [reading.read_aid_file(workplace, file) for file in progress(to_read, "reading aid data", len(to_read))]
        for found in steps.classified(kept, rates=()):
            show(activity_lines.activity_line(found.activity, found.signals, found.provisions, found.record))
        for folder_of_file in kept:
            notes.extend(folders.load(folder_of_file, "notes", RunNote))
    tell(notes)
    return DONE if files else UNUSABLE


def match(chosen: argparse.Namespace) -> int:
    """Print pairs of needs and activities with features and score."""
    pairs = match_lines(
        needs=checking.json_lines(chosen.needs), activities=checking.json_lines(chosen.activities), suggest=suggestions
    )
    for pair in pairs:
        show(pair)
    return DONE


def validate(chosen: argparse.Namespace) -> int:
    """Check a needs file or an IATI file."""
    findings = checking.validate(chosen.file, schemas=chosen.schemas, on=date.today())
    for finding in findings:
        show(finding)
    say(f"{chosen.file}: {len(findings)} findings" if findings else f"{chosen.file}: valid")
    return FELL_SHORT if findings else DONE


def check(chosen: argparse.Namespace) -> int:
    """Check a Release."""
    problems = verify.verify(chosen.release, previous=chosen.previous)
    for problem in problems:
        show({"where": problem.where, "what": problem.what})
    say(f"{chosen.release}: {len(problems)} problems" if problems else f"{chosen.release}: verified")
    return FELL_SHORT if problems else DONE


def report(chosen: argparse.Namespace) -> int:
    """Make a report from a Release."""
    trend_note.write(chosen.release, chosen.out, language=chosen.language)
    say(f"wrote {chosen.out}")
    return DONE


def simulate(chosen: argparse.Namespace) -> int:
    """Make an invented world, and with --score tell how near the steps come to its truth."""
    say(f"making {chosen.needs} needs and {chosen.activities} activities in {chosen.states} States (seed {chosen.seed})")
    made = make_world(
        chosen.out,
        states=chosen.states,
        needs=chosen.needs,
        activities=chosen.activities,
        seed=chosen.seed,
        reading=chosen.reading,
        scored=chosen.score,
        tell=say,
    )
    say(f"wrote {chosen.out}")
    if made is not None:
        show(made)
    return DONE


def align(chosen: argparse.Namespace) -> int:
    """Hold a programme or a national strategy against priority needs."""
    text = aligning.write(chosen.named, release=chosen.release, language=chosen.language, out=chosen.out)
    if chosen.out is None:
        sys.stdout.write(text)
    else:
        say(f"wrote {chosen.out}")
    return DONE


def design(chosen: argparse.Namespace) -> int:
    """Hold a planned programme against a Release, or write an empty plan."""
    if chosen.template is not None:
        plan_template.write(chosen.template, language=chosen.language)
        say(f"wrote {chosen.template}; fill it in and give it to article60 check-design")
        return DONE
    if chosen.file is None or chosen.release is None:
        raise UnusableForm("name a plan and --release FOLDER; --template FILE writes an empty plan")
    if chosen.out is not None and chosen.out.suffix.lower() != ".html":
        raise trend_note.NoSuchReport(f"the answer cannot be written as {chosen.out.name}; end the name in .html")
    answer = check_design.check(plans.read(chosen.file), chosen.release)
    sys.stdout.write(design_text.render(answer, language=chosen.language))
    if chosen.out is not None:
        chosen.out.write_text(design_page.render(answer, language=chosen.language), encoding="utf-8", newline="\n")
        say(f"wrote {chosen.out}")
    return DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-24") from None


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return Path(text)


def parser() -> argparse.ArgumentParser:
    """All commands with their options and what a newcomer needs to know of each."""
    top = argparse.ArgumentParser(prog="article60", description=ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--version", action="version", version=f"article60 {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, do: Callable[[argparse.Namespace], int], short: str, more: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=short, description=f"{short}\n\n{more}".strip(), formatter_class=argparse.RawDescriptionHelpFormatter
        )
        made.set_defaults(command=do, name=name)
        return made

    for add in (
        _add_demo,
        _add_run,
        _add_collect,
        _add_lines,
        _add_release_commands,
        _add_align,
        _add_check_design,
        _add_validate,
        _add_simulate,
    ):
        add(command)
    return top


ABOUT = """\
Which technical assistance the Convention against Corruption calls for, who gives it, and what is still unmet.

Start with `article60 demo`: it shows an invented world in your browser. Then give it files of your own with
`article60 run`. Data goes to standard output, everything else to standard error."""

Adder = Callable[..., argparse.ArgumentParser]


def _add_demo(command: Adder) -> None:
    made = command(
        "demo",
        demo,
        "Build an invented world, run everything on it and show it in the browser.",
        "Twelve fictional States, their reviews in six languages and invented aid data. Nothing in it is about a real State.",
    )
    made.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
    made.add_argument("--out", type=Path, default=Path("out/demo"), help="folder for the Release (default out/demo)")
    made.add_argument("--build-only", action="store_true", help="make the Release and stop")


def _add_run(command: Adder) -> None:
    made = command(
        "run",
        run,
        "From review documents and aid data to a Release.",
        "A document is opened only if a documents.csv beside it names its publisher and public address, if a decision\n"
        "opens it, or if you say --documents-are-public. A file that cannot be read never stops the others: it is named\n"
        "on standard error. What was read before is not read again; the tables of runs stand beside OUT in OUT.runs.",
    )
    made.add_argument(
        "--reviews",
        nargs="+",
        default=[],
        metavar="PATH",
        help="review documents: files, folders or addresses (pdf docx html txt)",
    )
    made.add_argument("--aid", nargs="+", default=[], metavar="PATH", help="aid data: IATI XML files, folders or addresses")
    made.add_argument("--documents-are-public", action="store_true", help="you state that every document named is public")
    made.add_argument("--decisions", type=_folder, metavar="FOLDER", help="people's decisions, JSON lines")
    made.add_argument("--facts", type=_folder, metavar="FOLDER", help="parties.csv, reviews.csv, rates.csv, groups.csv")
    made.add_argument("--previous", type=_folder, metavar="RELEASE", help="an earlier Release whose identifiers live on")
    made.add_argument("--on", type=_day, default=date.today(), metavar="DATE", help="day for which gaps hold (default today)")
    made.add_argument("--audience", choices=["public"], default="public", help="who may see the Release (default public)")
    made.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="folder for the Release; an older one is replaced"
    )
    made.add_argument("--engine", choices=["local"], default="local", help="where the steps run (default local)")


def _add_collect(command: Adder) -> None:
    made = command(
        "collect",
        collect,
        "Fetch the files that a source description names.",
        "Asks only for what has changed, goes on where it was broken off, and waits between requests to one host.",
    )
    made.add_argument("source", type=Path, metavar="SOURCE", help="a source.yml")
    made.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="folder for the files")


def _add_lines(command: Adder) -> None:
    made = command("extract", extract, "Print documents and the statements found in them, as JSON lines.")
    made.add_argument("documents", nargs="+", metavar="DOCUMENT", help="pdf, docx, html or txt; a folder is searched through")
    made = command(
        "tag",
        tag,
        "Print provisions and types for single statements, as JSON lines.",
        'Each line of FILE is an object with "text" and, if you know it, "lang". A dash reads standard input.',
    )
    made.add_argument("file", metavar="FILE.jsonl")
    made = command("activities", activities, "Print every aid activity read, kept or not, as JSON lines.")
    made.add_argument("files", nargs="+", metavar="FILE", help="IATI XML; a folder is searched through")
    made = command(
        "match",
        match,
        "Print pairs of needs and activities that may belong together, as JSON lines.",
        "Each pair comes with its features, the sentence for each, the two values compared and the score.",
    )
    made.add_argument("--needs", required=True, metavar="FILE", help="lines as `article60 extract` prints them")
    made.add_argument("--activities", required=True, metavar="FILE", help="lines as `article60 activities` prints them")


def _add_release_commands(command: Adder) -> None:
    made = command("serve", serve, "Show a Release in the browser.")
    made.add_argument("--release", type=Path, default=Path("out/demo"), metavar="FOLDER", help="the Release (default out/demo)")
    made.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
    made = command(
        "verify", check, "Check a Release: checksums, content hash, every figure recomputed from its rows, references."
    )
    made.add_argument("release", type=Path, metavar="RELEASE")
    made.add_argument(
        "--previous", type=_folder, metavar="RELEASE", help="the Release before, to compare what stands here of its figures"
    )
    made = command("report", report, "Make a report from a Release.")
    made.add_argument("kind", choices=["trend-note"], metavar="KIND", help="trend-note")
    made.add_argument("--release", type=Path, required=True, metavar="FOLDER", help="the Release to report on")
    made.add_argument("--language", choices=["en"], default="en", help="language of the report (default en)")
    made.add_argument("--out", type=Path, required=True, metavar="FILE", help="a .docx file")


def _add_align(command: Adder) -> None:
    made = command(
        "align",
        align,
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
        validate,
        "Check a needs file against the needs standard, or an IATI file against schema and rules.",
        "Findings are printed as JSON lines; the exit status is 1 where there are any.",
    )
    made.add_argument("file", type=Path, metavar="FILE", help=".json for needs, .xml for IATI")
    made.add_argument("--schemas", type=_folder, metavar="FOLDER", help="IATI schemas, a folder for each version (2-03/ ...)")


def _add_check_design(command: Adder) -> None:
    made = command(
        "check-design",
        design,
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
        simulate,
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
