"""A suggester: names of ships, from the desk's own list, are suggested as ``<rs type="ship">``.

In place of the list a suggester may ask a service or a model of the newsroom's own. It is given
the article's blocks of text, and returns where something could be marked, and as what.
"""

from collections.abc import Iterator

from exporter.suggestions import Reading, Suggestion

SHIPS = ("Morning Tide", "Gull")


def suggest(reading: Reading) -> Iterator[Suggestion]:
    """Every mention of a ship of the list."""
    for block in reading.blocks:
        for ship in SHIPS:
            start = block.text.find(ship)
            while start >= 0:
                yield reading.suggestion(
                    "organisation",
                    "rs",
                    block,
                    start,
                    start + len(ship),
                    attributes=(("type", "ship"),),
                    score=0.9,
                    reason="a ship on the desk's list",
                )
                start = block.text.find(ship, start + len(ship))
