"""A property: whatever is internal, wherever it stands, no public copy of any kind holds it."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import exporter
from exporter.archives import archive
from exporter.formats import FORMATS
from exporter.tei.audience import public_tree
from tests import judges
from tests.audience.planting import Secrets, found, picture, planted

SOURCE = next((Path(__file__).parents[2] / "source").glob("*.xml"))
NAMES = [entry.name for entry in FORMATS]


@pytest.fixture(scope="module")
def secrets() -> Secrets:
    return Secrets()


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory, secrets: Secrets) -> Path:
    """Our own article with thousands of secrets in it, and with pictures that talk."""
    folder = tmp_path_factory.mktemp("planted")
    file = folder / "article.xml"
    file.write_bytes(planted(SOURCE.read_bytes(), secrets))
    for graphic in exporter.read(SOURCE).graphics.values():
        place = folder / graphic.url
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(picture(secrets, "JPEG" if "jp" in place.suffix else "PNG"))
    return file


def test_there_are_enough(article: Path, secrets: Secrets) -> None:
    assert len(secrets.given) >= 2000
    everywhere = article.read_bytes() + b"".join(
        graphic.data or b""
        for graphic in exporter.read(article, audience="internal").graphics.values()
    )
    assert len(found(everywhere, secrets)) >= 2000


@pytest.mark.parametrize("to", NAMES)
def test_public_copy_holds_none(article: Path, secrets: Secrets, to: str) -> None:
    edition = exporter.plan(exporter.read(article))
    output = exporter.render(edition, to)
    assert found(output.data, secrets) == set()
    if to == "pdf":
        assert found(judges.text_from_pdf(output.data).encode(), secrets) == set()
    for name, data in output.assets:
        assert found(name.encode() + data, secrets) == set()


def test_values_and_notices_hold_none(article: Path, secrets: Secrets) -> None:
    read = exporter.read(article)
    edition = exporter.plan(read)
    said = [str(notice) for to in NAMES for notice in exporter.render(edition, to).notices]
    said += [repr(read), repr(edition)]
    assert found("\n".join(said).encode(), secrets) == set()
    assert found(read.tei, secrets) == set()


def test_archive_holds_none(article: Path, secrets: Secrets, tmp_path: Path) -> None:
    archive(article, tmp_path / "bag.zip", to=NAMES)
    assert found((tmp_path / "bag.zip").read_bytes(), secrets) == set()


def test_secrets_change_nothing() -> None:
    """What is not there cannot be guessed at either: the copies are the same bytes."""
    tei = SOURCE.read_bytes()
    plain, other = (exporter.plan(exporter.read(data)) for data in (tei, planted(tei, Secrets())))
    for to in NAMES:
        assert exporter.render(plain, to).data == exporter.render(other, to).data, to


def test_internal_copy_holds_them(article: Path, secrets: Secrets) -> None:
    """An internal copy embeds everything: so the search above does look where secrets would be."""
    edition = exporter.plan(exporter.read(article, audience="internal"))
    for to in ("html", "docx", "pdf"):
        assert len(found(exporter.render(edition, to).data, secrets)) >= 2000, to


@pytest.mark.parametrize("to", ["html", "docx", "pdf"])
def test_an_opened_hiding_place_is_found(
    article: Path, secrets: Secrets, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one rule of the filter switched off, the property fails: the test can fail."""
    kept = public_tree._remove

    def forgetful(node: object) -> None:
        if "newsroom" not in str(getattr(node, "target", "")):
            kept(node)

    monkeypatch.setattr(public_tree, "_remove", forgetful)
    edition = exporter.plan(exporter.read(article))
    assert found(exporter.render(edition, to).data, secrets)


# ------------------------------------------------ the search itself finds what is hidden


def hidden_in_zip(secret: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("inner.zip", zipped(secret))
    return stream.getvalue()


def zipped(secret: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("part.xml", b"<w:tag w:val='" + secret + b"'/>" * 20)
    return stream.getvalue()


def hidden_in_pdf(secret: bytes) -> bytes:
    """In a compressed object stream, as a UTF-16 string."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Hidden = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("ü" + secret.decode())))
    stream = io.BytesIO()
    pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def hidden_in_picture(secret: bytes) -> bytes:
    text = PngInfo()
    text.add_text("Author", secret.decode(), zip=True)
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG", pnginfo=text)
    return stream.getvalue()


@pytest.mark.parametrize(
    "hide",
    [
        lambda secret: b"plain " + secret,
        lambda secret: b"bro-\nken " + secret[:5] + b"-\n" + secret[5:],
        lambda secret: secret.upper(),
        lambda secret: secret.decode().encode("utf-16"),
        lambda secret: secret.decode().encode("utf-16-be"),
        lambda secret: b"<" + secret.hex().encode() + b">",
        lambda secret: b"data:;base64," + base64.b64encode(b"a longer text with " + secret),
        lambda secret: base64.b64encode(zlib.compress(b"a longer text with " + secret)),
        lambda secret: base64.b64encode(gzip.compress(b"a longer text with " + secret)),
        lambda secret: b"garbage" + zlib.compress(b"text " * 9 + secret) + b"garbage",
        lambda secret: "".join(f"&#{byte};" for byte in secret).encode(),
        lambda secret: "".join(f"\\u{byte:04x}" for byte in secret).encode(),
        lambda secret: "".join(f"%{byte:02X}" for byte in secret).encode(),
        lambda secret: "".join(f"\\{byte:03o}" for byte in secret).encode(),
        zipped,
        hidden_in_zip,
        hidden_in_pdf,
        hidden_in_picture,
    ],
)
def test_search_finds(hide: object) -> None:
    secrets = Secrets()
    secret = secrets.new().encode()
    assert callable(hide)
    assert found(hide(secret), secrets) == {secret}
