"""A checklist as a workbook that is filled in without a connection, and what was changed in it when it comes back."""
