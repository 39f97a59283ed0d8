"""The whole site as files: every page through the same views, with links that lead from file to file without a server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "article60.web.settings")
