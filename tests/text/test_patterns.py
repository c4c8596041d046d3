"""Expressions that are compiled when they are first used."""

import re

from exporter.text.patterns import pattern


def test_it_is_compiled_when_it_is_first_asked(monkeypatch):
    made: list[str] = []
    compile_ = re.compile

    def noted(expression: str, flags: int) -> re.Pattern[str]:
        made.append(expression)
        return compile_(expression, flags)

    monkeypatch.setattr(re, "compile", noted)
    word = pattern("[a-z]+", re.IGNORECASE)
    assert not made
    assert word.fullmatch("Word")
    assert not word.fullmatch("two words")
    assert word.pattern == "[a-z]+"
    assert set(made) == {"[a-z]+"}
