"""Reads a planned programme from the small file in which its provider describes it; nothing of the file is kept."""

from article60.sources.plan.reading import read

__all__ = ["read"]
