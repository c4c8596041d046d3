# %% [markdown]
# # A walk through the API
#
# Each cell stands by itself in an editor that knows `# %%`, or in a notebook
# (`jupytext --to ipynb examples/walk.py`); `python examples/walk.py` runs all of it.

# %% Read: bytes or a path become an Article, all of it frozen values.
from collections import Counter
from pathlib import Path

import exporter
from exporter.model import Audience

source = next(Path(__file__).parent.parent.glob("source/*.xml"))
article = exporter.read(source)
print(article.meta.title)
print(len(article.sources), "sources,", len(article.claims), "claims")

# %% What the reader did not understand, or found odd, travels with the value.
for notice in article.notices:
    print(notice)

# %% Who says what: the annotations are data, keyed by id.
for speech in list(article.speeches.values())[:3]:
    names = [article.agents[who].name for who in speech.who if who in article.agents]
    print(", ".join(names), "said:", speech.text[:60])

# %% Which claims are not plainly supported?
standing = {key: status.standing for key, status in article.statuses.items()}
print(Counter(standing.get(claim.status, "not said") for claim in article.claims.values()))

# %% Plan: every note numbered, worded and placed, once for all formats.
edition = exporter.plan(article)
for note in edition.notes[:3]:
    print(note.label, "covers", ", ".join(note.covers))

# %% In another language, with notes at the end and without registers.
german = exporter.plan(article, exporter.Policy(language="de", notes="end", registers=False))
print(german.words["notes"])

# %% Render: an Edition becomes bytes. Nothing is written anywhere.
page = exporter.render(edition, "html")
document = exporter.render(edition, "docx", theme="newspaper")
print(len(page.data), "bytes of HTML,", len(document.data), "bytes of DOCX")

# %% Two audiences: what is marked #internal is not in the public copy at all.
audiences: tuple[Audience, ...] = ("public", "internal")
for audience in audiences:
    copy = exporter.read(source, audience=audience)
    print(audience, len(copy.tei), "bytes of TEI")

# %% Everything can go wrong in one way: an ExporterError that says where, and what to do.
try:
    exporter.read(b"<TEI>")
except exporter.ExporterError as error:
    print(type(error).__name__, error)
