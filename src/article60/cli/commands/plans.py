"""The commands that hold plans, programmes and strategies against needs."""

import argparse
import sys

from article60 import aligning, check_design
from article60.cli.telling import DONE, say
from article60.publication import plan_template
from article60.publication.reports import design_page, design_text
from article60.publication.reports.making import NoSuchReport
from article60.sources import plan as plans
from article60.sources.forms import UnusableForm


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
