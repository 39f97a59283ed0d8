"""Finds the sentences that a reporter repeats over so many records that they describe none of them."""

from collections.abc import Iterable, Iterator, Mapping

from article60.extraction.activity_texts import Words


def repeated_sentences(texts: Iterable[tuple[str, str, Words]], *, at_least: int) -> Mapping[str, frozenset[str]]:
    """By reporter, the sentences on corruption that stand under so many identifiers that they say nothing of any.

    `texts` are reporter, identifier and words of each record.
    """
    under: dict[tuple[str, str], set[str]] = {}
    for reporter, identifier, words in texts:
        for sentence in sentences(words):
            under.setdefault((reporter, sentence), set()).add(identifier)
    found: dict[str, set[str]] = {}
    for (reporter, sentence), identifiers in under.items():
        if len(identifiers) >= at_least:
            found.setdefault(reporter, set()).add(sentence)
    return {reporter: frozenset(sentences) for reporter, sentences in found.items()}


def sentences(words: Words) -> Iterator[str]:
    """The sentences on corruption in what an activity is about."""
    return (said.sentence(finding) for said in words.about for finding in said.of("strong"))
