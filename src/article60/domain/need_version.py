"""The version of a need: what was stated, told apart from what it was corrected to later."""

import hashlib
import json

from article60.domain.need import Need

LENGTH = 12
"""Letters of a version; enough to tell versions of one need apart, short enough for the key of a place to fill in."""


def version_of(need: Need) -> str:
    """Hash over words, provisions, types and body of a need; where it stands on a day and who confirmed it do not count."""
    stated = (need.text, need.language, need.provisions, need.types, need.beneficiary)
    return hashlib.sha256(json.dumps(stated, ensure_ascii=False).encode()).hexdigest()[:LENGTH]
