"""A need printed twice in one document is one need with two evidences."""

from collections.abc import Callable

from article60.domain.passage import Passage
from article60.extraction.documents import extract

_REPORT = """
H1 | Country review report of Tanavu
H1 III. | Executive summary
H3 2.4 | Technical assistance needs
I1 • | Articles 16 and 21: legal advice and training
I1 • | Article 25: model legislation
H1 IV. | Implementation of the Convention
H2 | Article 16. Bribery of foreign public officials
H3 (c) | Technical assistance needs
P | Tanavu would require legal advice on paragraph 2 of the article.
H2 | Article 21. Bribery in the private sector
H3 (c) | Technical assistance needs
P 41. | The following would assist Tanavu:
I1 1. | Legal advice;
I1 2. | Training for auditors.
"""


def test_item_of_a_list_that_sums_up_details_is_their_second_evidence(page: Callable[[str, str], list[Passage]]) -> None:
    passages = page(_REPORT, "en")

    needs = extract(passages, file="x", sha256="0" * 64, media_type="text/plain", pages=None).statements

    assert [(need.provisions, need.section, len(need.evidence)) for need in needs] == [
        (("25",), "2.4", 1),
        (("16(2)",), "Article 16", 2),
        (("21",), "Article 21", 2),
        (("21",), "Article 21", 2),
    ]
    assert needs[1].evidence[1].quote == "Articles 16 and 21: legal advice and training"
