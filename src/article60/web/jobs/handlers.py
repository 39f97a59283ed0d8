"""Which kind of entry is done how."""

from collections.abc import Mapping

from article60.web.jobs import mail, run
from article60.web.jobs.task import Handler

HANDLERS: Mapping[str, Handler] = {
    mail.KIND: Handler(perform=mail.send, outside=True),
    run.KIND: Handler(perform=run.start, outside=True),
}
"""By kind; an entry of another kind fails, and says so."""
