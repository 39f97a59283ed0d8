"""Reading DOCX: the parts of the package by lxml, styles and numbering resolved, revisions accepted."""
