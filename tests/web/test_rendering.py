"""The words of a page: all of them in one language."""

from django.template import engines
from django.utils import translation

from article60.web.common.spoken import one_language

COUNTED = "{% trans count=2, many=2 %}{{ many }} State{% pluralize %}{{ many }} States{% endtrans %}"
PAGE = f"{COUNTED} {{{{ _('Find needs') }}}} {{{{ link('need', 'XA-ABABABAB') }}}}"


def test_a_page_is_in_one_language_whatever_the_thread_is_told_meanwhile() -> None:
    page = engines["jinja2"].env.from_string(PAGE)
    with translation.override("fr"), one_language():
        translation.activate("en")
        assert page.render() == "2 États Trouver des besoins /fr/needs/XA-ABABABAB"
