"""Declared tables: columns derived from the domain's dataclasses, Parquet in and out, run folders."""
