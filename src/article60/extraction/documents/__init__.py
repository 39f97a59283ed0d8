"""Passages of a review document become its head and the statements found in it."""

from article60.extraction.documents.extract import Extracted, extract

__all__ = ["Extracted", "extract"]
