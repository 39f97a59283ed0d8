"""Lists of a Release: declared filters, the rows that pass them, and their forms; pages and API show the same ones."""
