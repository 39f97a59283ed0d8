"""Codelists as data, one CSV file each, with their reader."""
