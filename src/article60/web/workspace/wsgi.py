"""The WSGI application that a server loads."""

import os

from django.core.wsgi import get_wsgi_application

from article60.web.workspace.local import must_hold_no_demonstration_elsewhere

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.workspace.settings")
application = get_wsgi_application()
must_hold_no_demonstration_elsewhere()
