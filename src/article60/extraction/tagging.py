"""Tags a statement with the provisions of the Convention that it concerns and the types of assistance that it names."""

from article60.extraction.types import types_in

__all__ = ["types_in"]
