"""How the documentation is built; the reference pages are made from the code, so that they cannot fall behind it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import reference_pages

from article60 import __version__

project = "Article60"
author = "The Article60 project"
copyright = "The Article60 project"
release = version = __version__
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Article60"
exclude_patterns = ["_build"]
nitpicky = True

reference_pages.write(Path(__file__).parent)
