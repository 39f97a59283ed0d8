"""What each command does with the options given: it calls the module that does the work, and tells what came of it."""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from article60 import aligning, check_design, checking, evaluating, pipeline, reading, settings, steps, verify
from article60.cli import evaluated
from article60.cli.demo_workspace import beside
from article60.cli.port import must_be_free
from article60.cli.telling import DONE, FELL_SHORT, UNUSABLE, progress, say, show, tell
from article60.collecting import Job
from article60.demo import world
from article60.domain.activity_record import ActivityRecord
from article60.domain.run_note import RunNote
from article60.extraction import activity_lines, tagging
from article60.extraction.documents import lines
from article60.extraction.suggestions import suggestions
from article60.kept_by import aid_to_read
from article60.matching.lines import match_lines
from article60.publication import plan_template
from article60.publication.release_info import Imprint
from article60.publication.reports import checked, cleared, design_page, design_text, planned_back, writing
from article60.publication.reports.making import About, NoSuchReport
from article60.simulation.simulate import simulate as make_world
from article60.sources import collect as collecting
from article60.sources import documents as sources
from article60.sources import plan as plans
from article60.sources.decisions import read as read_decisions
from article60.sources.forms import UnusableForm
from article60.sources.inputs import aid_files, review_files
from article60.tables import folders
from article60.tables.runs import Workplace


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
        engine=chosen.engine,
        workers=known.workers,
        limits=sources.Limits(cpu_seconds=known.read_seconds, memory_bytes=known.read_megabytes * 1024 * 1024),
        imprint=_imprint(known),
        signing_key=Path(known.signing_key) if known.signing_key else None,
    )


def _imprint(known: settings.Settings) -> Imprint:
    return Imprint(publisher=known.operator, address=known.address, licence=known.licence)


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
    known = settings.read()
    if not chosen.build_only:
        must_be_free(chosen.port)
    code = _run(replace(world.job(chosen.out, workers=known.workers), imprint=_imprint(known)))
    if code != DONE or chosen.build_only:
        return code
    with beside(chosen.out, port=chosen.workspace_port):
        return _serve(chosen.out, chosen.port)


def serve(chosen: argparse.Namespace) -> int:
    """Show a Release in the browser."""
    return _serve(chosen.release, chosen.port)


def _serve(release: Path, port: int) -> int:
    from article60.web.serve import serve as serve_release  # Django is loaded by the commands that need it only

    must_be_free(port)
    say(f"showing {release} on http://127.0.0.1:{port} - stop with Ctrl+C")
    known = settings.read()
    serve_release(release, port=port, operator=known.operator, workers=known.workers, keep_megabytes=known.keep_megabytes)
    return DONE


def export_static(chosen: argparse.Namespace) -> int:
    """Write the whole site of a Release as files that need no server."""
    from article60.web.exporting.export import Asked, export  # Django is loaded by the commands that need it only

    known = settings.read()
    asked = Asked(
        release=chosen.release,
        out=chosen.out,
        operator=known.operator,
        address=chosen.address,
        downloads=chosen.downloads,
        workers=known.workers,
    )
    done = export(asked, progress=progress)
    say(f"wrote {chosen.out}: {done.pages} pages, {done.files} files, {done.size / 1_000_000:.0f} MB; open index.html in it")
    if done.gathered:
        say(f"no page of their own, as they are many: {', '.join(done.gathered)}; links lead to the pages that hold them")
    show({"out": str(chosen.out), "pages": done.pages, "files": done.files, "bytes": done.size, "left_out": done.left_out})
    return DONE


def collect(chosen: argparse.Namespace) -> int:
    """Fetch what a source description names."""
    notes: list[RunNote] = []
    done = collecting.collect(chosen.source, chosen.out, notes=notes, progress=progress)
    tell(notes)
    if done.named:
        megabytes = sum(file.stat().st_size for file in done.files) / 1_000_000
        say(f"{len(done.files)} of {done.named} files are in {chosen.out}, {megabytes:.0f} MB; {done.fetched} were fetched now")
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
    _named(found, chosen.documents, "no document; pdf, docx, html and txt are read")
    return DONE if readable else UNUSABLE


def evaluate(chosen: argparse.Namespace) -> int:
    """Print how well documents are read, by what people decided."""
    notes: list[RunNote] = []
    decisions = read_decisions(chosen.decisions, audience=chosen.audience, notes=notes, unplaced=notes)
    found = review_files(chosen.documents, documents_are_public=True, public_by_decision={}, notes=notes)
    read = reading.extracted(found, workers=settings.read().workers, limits=sources.Limits())
    done = list(progress(read, "reading documents", len(found)))
    notes.extend(one for one in done if isinstance(one, RunNote))
    measured = evaluating.measure((one for one in done if not isinstance(one, RunNote)), decisions)
    tell(notes)
    for line in evaluated.rows(measured):
        say(line)
    show(measured.told())
    return DONE if measured.documents else UNUSABLE


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
        to_read = aid_to_read(files)
        kept = [reading.read_aid_file(workplace, file) for file in progress(to_read, "reading aid data", len(to_read))]
        records = [record for folder_of_file in kept for record in folders.load(folder_of_file, "records", ActivityRecord)]
        for found in steps.classified(records, rates=()):
            show(activity_lines.activity_line(found.activity, found.signals, found.provisions, found.record))
        for folder_of_file in kept:
            notes.extend(folders.load(folder_of_file, "notes", RunNote))
    tell(notes)
    _named(files, chosen.files, "no aid data; IATI XML is read, also packed")
    return DONE if files else UNUSABLE


def _named(found: Sequence[object], named: Sequence[str], nothing: str) -> None:
    """Say so where nothing was found in what was named."""
    if not found:
        say(f"{', '.join(named)}: {nothing}")


def match(chosen: argparse.Namespace) -> int:
    """Print pairs of needs and activities with features and score."""
    pairs = match_lines(
        needs=checking.json_lines(chosen.needs), activities=checking.json_lines(chosen.activities), suggest=suggestions
    )
    for pair in pairs:
        show(pair)
    return DONE


def validate(chosen: argparse.Namespace) -> int:
    """Check a needs file, an IATI file or a workbook of a checklist."""
    checked = checking.validate(chosen.file, schemas=chosen.schemas, on=date.today(), level=chosen.level)
    for finding in checked.findings:
        show(finding)
    say(f"{chosen.file}: {checked.told}")
    return FELL_SHORT if checked.findings else DONE


def check(chosen: argparse.Namespace) -> int:
    """Check a Release, or every number of a finished report against it."""
    if chosen.report is not None:
        return _check_report(chosen.report, chosen.release)
    problems = verify.verify(chosen.release, previous=chosen.previous, signers=chosen.signers, progress=progress)
    for problem in problems:
        show({"where": problem.where, "what": problem.what})
    say(f"{chosen.release}: {len(problems)} problems" if problems else f"{chosen.release}: verified")
    return FELL_SHORT if problems else DONE


def _check_report(finished: Path, release: Path) -> int:
    numbers, differing = checked.check(finished, release)
    for one in differing:
        show({"where": one.where, "what": one.what})
    say(f"{finished}: {len(differing)} of {numbers} numbers differ" if differing else f"{finished}: {numbers} numbers verified")
    return FELL_SHORT if differing else DONE


def report(chosen: argparse.Namespace) -> int:
    """Make a report from a Release."""
    about = About(state=chosen.state, region=chosen.region, provision=chosen.provision, donor=chosen.donor, day=chosen.on_day)
    written = writing.write(
        chosen.kind, chosen.release, chosen.out, about=about, language=chosen.language, templates=chosen.templates
    )
    for path in written:
        say(f"wrote {path}")
    return DONE


def read_clearance(chosen: argparse.Namespace) -> int:
    """Print what a returned clearance sheet decides, and tell what it changes and what only people can settle."""
    found = cleared.clear(chosen.file, chosen.release, on=chosen.on, templates=chosen.templates)
    for decision in found.decisions:
        show(decision)
    for change in found.changes:
        say(change)
    for what, needs in (("not answered", found.unanswered), ("not in this file", found.absent)):
        if needs:
            say(f"{what}: {', '.join(needs)}")
    for note in found.notes:
        say(f"for people: {note}")
    say(f"{chosen.file}: {len(found.decisions)} decisions, {len(found.notes)} notes for people")
    return FELL_SHORT if found.notes else DONE


def read_plan(chosen: argparse.Namespace) -> int:
    """Print the rows of a national plan that came back, and tell what was changed in them."""
    back = planned_back.read_back(chosen.file, chosen.release)
    for row in back.rows:
        show(row.line())
    for note in back.notes:
        say(f"for people: {note}")
    counted = Counter(row.status for row in back.rows)
    say(f"{chosen.file}: {', '.join(f'{count} {status}' for status, count in sorted(counted.items())) or 'no rows'}")
    return FELL_SHORT if back.notes else DONE


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
        raise NoSuchReport(f"the answer cannot be written as {chosen.out.name}; end the name in .html")
    answer = check_design.check(plans.read(chosen.file), chosen.release)
    sys.stdout.write(design_text.render(answer, language=chosen.language))
    if chosen.out is not None:
        chosen.out.write_text(design_page.render(answer, language=chosen.language), encoding="utf-8", newline="\n")
        say(f"wrote {chosen.out}")
    return DONE
