"""Reads a national strategy from a YAML file or a spreadsheet with a row for each action."""

from article60.sources.strategy.reading import read

__all__ = ["read"]
