"""Aid data published under the International Aid Transparency Initiative: reader for versions 1.0x to 2.03, and validation."""

from article60.sources.iati.reader import read

__all__ = ["read"]
