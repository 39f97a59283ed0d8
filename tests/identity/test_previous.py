from dataclasses import replace

from article60.domain.alias import Alias
from article60.identity.candidates import gather
from article60.identity.previous import carried_aliases
from article60.identity.register import register
from makers import document, statement


def test_identifier_of_an_earlier_release_lives_on_by_place_and_words():
    stated = register(gather([document()], [statement()]), document_ids={"d" * 64: "DOC-AAAAAAAA"})
    (now,) = stated.needs
    (place,) = stated.evidence[now]
    earlier = replace(place, record_id="XA-OLDOLDOL")
    older = Alias(old_id="XA-OLDEST22", new_id="XA-OLDOLDOL", why="merged")
    found = list(carried_aliases(register=stated, previous_evidence=[earlier, place], previous_aliases=[older]))
    assert [(a.old_id, a.new_id, a.why) for a in found] == [
        ("XA-OLDEST22", now, "merged"),
        ("XA-OLDOLDOL", now, "moved"),
    ]
