"""Addresses of provisions: an article has a page, and each of its clauses a place on it."""

from django.urls import register_converter, reverse

from article60.domain.provision import article_of


class ArticleInAddress:
    """An article in an address: `art46` for article 46."""

    regex = "art[1-9][0-9]?"

    def to_python(self, value: str) -> str:
        """The number of the article, as text."""
        return value.removeprefix("art")

    def to_url(self, value: str) -> str:
        """The part of the address; raises ValueError for what is no number of an article."""
        if not value.isdecimal():
            raise ValueError(value)
        return f"art{value}"


def anchor(provision: str) -> str:
    """Where a clause stands on the page of its article: `art46-9-b` for `46(9)(b)`."""
    return f"art{provision.replace(')', '').replace('(', '-')}"


def provision_address(provision: str) -> str:
    """The page of an article in the reader's language; of a clause, its place there. Raises UnknownProvision for neither."""
    article = article_of(provision)
    page = reverse("provision", args=[article])
    return page if provision == article else f"{page}#{anchor(provision)}"


register_converter(ArticleInAddress, "article")
