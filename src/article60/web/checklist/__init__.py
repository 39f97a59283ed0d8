"""The self-assessment checklist: a State answers it on line or in a workbook, cell by cell, and nobody overwrites anybody."""
