"""Themes: inheritance, values, contrast; every fault named by file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import ThemeError
from exporter.html import render
from exporter.theme import load, ratio
from tests.sample import edition

OURS = ("newspaper", "archive", "large-print")


def theme(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", OURS)
def test_ours_load_and_are_called_by_name(name: str) -> None:
    assert load(name).name == name


def test_ours_are_truly_different() -> None:
    found = [load(name) for name in OURS]
    assert {one.type.text[0] for one in found} == {"Source Serif 4", "Noto Sans"}
    assert {one.type.size for one in found} == {10.5, 10, 18}
    assert {one.type.justify for one in found} == {True, False}
    assert len({one.light for one in found}) == len({one.dark for one in found}) == 3


def test_large_print_is_large_ragged_and_strong() -> None:
    found = load("large-print")
    assert (found.type.size, found.type.justify, found.type.hyphenate) == (18, False, False)
    assert min(found.type.note_size, found.type.small_size) >= 16
    for colours in (found.light, found.dark):
        assert ratio(colours.ink, colours.paper) == pytest.approx(21)
        assert ratio(colours.muted, colours.paper) >= 7


def test_a_users_theme_inherits_and_changes_three_lines(tmp_path: Path) -> None:
    own = load(
        theme(
            tmp_path,
            'inherits = "newspaper"\n[light]\naccent = "#00427a"\n[looks.figure]\nitalic = true\n',
        )
    )
    parent = load("newspaper")
    assert own.name == "mine"
    assert own.light.accent == "#00427a"
    assert (own.look("figure").bold, own.look("figure").italic) == (True, True)
    assert (own.type, own.page, own.dark) == (parent.type, parent.page, parent.dark)


def test_a_theme_inherits_from_a_file_beside_it(tmp_path: Path) -> None:
    theme(tmp_path, 'inherits = "archive"\n[type]\nsize = 12\n', "house.toml")
    own = load(theme(tmp_path, 'inherits = "house.toml"\n[type]\nindent = 2\n'))
    assert (own.type.size, own.type.indent, own.type.text) == (12, 2, ("Noto Sans",))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[light]\nink = 'black'\n", 2, "light.ink is 'black'. It must be a colour written #rrgg"),
        ("\n[type]\nsize = 'big'\n", 3, "It must be a number from 4 to 96"),
        ("[type]\nsize = 200\n", 2, "It must be a number from 4 to 96"),
        ("[type]\nheading_weight = 1.5\n", 2, "It must be a whole number from 100 to 1000"),
        ("[type]\njustify = 1\n", 2, "It must be true or false"),
        ("[type]\nparagraphs = 'both'\n", 2, "It must be one of 'indent', 'space'"),
        ("[type]\nheadings = [20, 12]\n", 2, "It must be a list of six sizes in points"),
        ("[type]\ntext = ['a', 'b}']\n", 2, "It must be a list of names of font families"),
        ("[type]\ncolour = 1\n", 2, "[type] has no 'colour'. It has: "),
        (
            "[typ]\n",
            1,
            "a theme has no 'typ'. It has: inherits, signs, page, type, light, dark, looks, quiet.",
        ),
        ("light = 3\n", 1, "light must be a table: write [light]."),
        ("[looks.figur]\n", 1, "there is no look 'figur'. There are: speech, "),
        ("[looks.claim]\nline = 'zigzag'\n", 2, "It must be one of 'none', 'solid', 'dotted', "),
        ("[looks.claim]\nline_colour = 'red'\n", 2, "It must be one of '', 'paper', 'ink', "),
        ("[looks.claim]\nsign = 'yes'\n", 2, "It must be empty or a single sign"),
        ("inherits = 3\n", 1, "inherits must be the name of a theme"),
        ("inherits = 'nowhere'\n", 1, "There are: archive, large-print, newspaper."),
        ("inherits = 'mine.toml'\n", 1, "the theme inherits from itself"),
        ("[light\n", 1, "this is not TOML"),
        ("\nlight = { paper = '#ffffff', ink = 'red' }\n", 2, "light.ink is 'red'"),
        ("\ntype.size = 200\n", 2, "It must be a number from 4 to 96"),
        ("[looks]\n\nclaim.line = 'zigzag'\n", 3, "It must be one of 'none', 'solid'"),
        ("[looks]\n'claim' = { line = 'zigzag' }\n", 2, "It must be one of 'none', 'solid'"),
        (
            "[page]\nwidth = 100\nleft = 60\nright = 60\n",
            3,
            "page.left and page.right take 120 of 100 mm and leave 0. Leave 38 or more",
        ),
        (
            "[page]\nbottom = 200\ntop = 80\n",
            3,
            "page.top and page.bottom take 280 of 297 mm and leave 17. Leave 38 or more",
        ),
    ],
)
def test_a_fault_names_file_line_and_remedy(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = theme(tmp_path, text)
    with pytest.raises(ThemeError) as caught:
        load(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert said in caught.value.message


def test_a_theme_that_windows_saved(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[type]\nsize = 12\n", encoding="utf-8-sig")
    assert load(path).type.size == 12
    path.write_text("[type]\nsize = 12\n", encoding="utf-16")
    with pytest.raises(ThemeError, match="This is not UTF-8"):
        load(path)


def test_a_path_is_no_name_of_ours() -> None:
    with pytest.raises(ThemeError, match="There is no theme"):
        load("../elsewhere/newspaper")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "[looks.figure]\nbold = false\ncolour = 'accent'\n",
            2,
            "[looks.figure] differs from the text around it in colour alone.",
        ),
        (
            "[looks.claim-open]\nline = 'solid'\n",
            2,
            "[looks.claim-open] differs from [looks.claim-supported] in colour alone.",
        ),
        (
            "[looks.correction]\nbackground = 'panel'\nline = 'none'\n",
            2,
            "[looks.correction] differs from [looks.speech] in colour alone.",
        ),
    ],
)
def test_looks_differ_by_more_than_colour(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = theme(tmp_path, f'inherits = "newspaper"\n{text}')
    with pytest.raises(ThemeError) as caught:
        load(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert said in caught.value.message


def test_looks_that_are_the_same_tell_nothing_apart(tmp_path: Path) -> None:
    load(theme(tmp_path, 'inherits = "newspaper"\n[looks.figure-number]\nbold = false\n'))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_two_colours_too_close_are_named_with_their_line(tmp_path: Path, mode: str) -> None:
    path = theme(
        tmp_path, f'inherits = "newspaper"\n[{mode}]\nlink = "#808080"\npanel = "#888888"\n'
    )
    with pytest.raises(ThemeError) as caught:
        load(path)
    assert caught.value.line in {3, 4}
    assert f"in {mode} colours, " in caught.value.message
    assert "on panel (#888888) has a contrast of " in caught.value.message
    assert "it must be 4.5:1 or more" in caught.value.message


def test_the_background_of_a_look_counts_too(tmp_path: Path) -> None:
    path = theme(
        tmp_path,
        'inherits = "newspaper"\n[light]\nspeech_tint = "#444444"\n',
    )
    with pytest.raises(ThemeError, match="on speech_tint"):
        load(path)


def test_contrast_is_the_guidelines() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_there_is_no_such_theme() -> None:
    with pytest.raises(ThemeError, match=r"There is no theme nothing .* There are: archive"):
        load("nothing")


def test_one_colour_changes_the_page(tmp_path: Path) -> None:
    own = load(theme(tmp_path, 'inherits = "newspaper"\n[light]\nsupported = "#123456"\n'))
    made = render(edition(), own).data.decode()
    assert "--supported:#123456;" in made
    assert "#123456" not in render(edition(), load()).data.decode()
