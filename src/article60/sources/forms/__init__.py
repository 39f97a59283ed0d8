"""Reads what people fill in - YAML, CSV, workbooks - in the words of six languages, or tells all that is wrong and where."""

from article60.sources.forms.problems import UnusableForm

__all__ = ["UnusableForm"]
