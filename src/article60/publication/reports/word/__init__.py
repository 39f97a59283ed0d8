"""Reports as Word files, and what was filled in when they come back."""

from article60.publication.reports.word.document import write as write
