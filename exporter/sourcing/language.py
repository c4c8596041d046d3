"""The language of an edition, and text that is in another."""

from __future__ import annotations

from exporter.model import Article, Blocks, Inlines, NoteCall, Rule
from exporter.notices import Notice, Severity
from exporter.sourcing.policy import Policy
from exporter.sourcing.wording.phrases import in_language, speak
from exporter.text.language_tags import primary
from exporter.values import replace

__all__ = ["blocks_in", "language_of", "title_in", "tongued"]


def language_of(article: Article, policy: Policy, notices: list[Notice]) -> str:
    """The language that notes and registers speak: that of the article, unless the policy names
    another or there is no wording for it. ``notices`` grows where none is known or spoken."""
    lang = policy.language or article.lang
    if not lang:
        notices.append(
            Notice(
                "language-missing",
                Severity.WARNING,
                "The article does not say its language; English is assumed.",
                article.file,
                fix="Add xml:lang to the TEI element.",
            )
        )
        return "en"
    voice = speak(lang)
    if voice.catalogue.lang != primary(lang):
        notices.append(
            Notice(
                "wording-missing",
                Severity.WARNING,
                f"There is no wording for {lang} yet; notes and registers are in English.",
                article.file,
                fix="Choose another language for the notes, or add a catalogue of words.",
            )
        )
        return voice.catalogue.lang
    return lang


def tongued(article: Article, lang: str) -> Article:
    """The article with the language of its registers said where the notes speak another."""
    own = article.lang or lang
    if speak(lang).speaks(own):
        return article if article.lang else replace(article, lang=lang)
    return replace(
        article,
        sources={
            ident: source if source.lang else replace(source, lang=own)
            for ident, source in article.sources.items()
        },
    )


def blocks_in(blocks: Blocks, own: str, lang: str) -> Blocks:
    """The text marked with its language where the edition speaks another."""
    if own == lang:
        return blocks
    return tuple(
        block if isinstance(block, Rule) or block.lang else replace(block, lang=own)
        for block in blocks
    )


def title_in(title: Inlines, own: str, lang: str) -> Inlines:
    """The title marked so, its note calls left alone."""
    if own == lang:
        return title
    return tuple(
        inline if isinstance(inline, NoteCall) else in_language((inline,), own)[0]
        for inline in title
    )
