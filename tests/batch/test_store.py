"""In and out of an object store: a real S3 server on this machine."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time

import pytest

from exporter.batch import export_many
from tests.batch.articles import article, contents, lay, png

pytest.importorskip("s3fs", reason="s3fs (extra remote) is not installed")
pytest.importorskip("moto", reason="moto (group embedding) is not installed")

_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server():
    """moto's S3 server; every process started from here finds it by its environment."""
    port = free_port()
    code = "from moto.server import main; import sys; main(sys.argv[1:])"
    command = [sys.executable, "-W", "ignore", "-c", code, "-H", "127.0.0.1", "-p", str(port)]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in _ENVIRONMENT.items():
            patch.setenv(name, value)
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
            for _ in range(1200):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield
            running.kill()


@pytest.fixture
def store(server, request):  # noqa: ARG001
    """A bucket of the test's own, as an fsspec filesystem and its name."""
    import s3fs

    system = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    bucket = request.node.name.replace("_", "-")[:60].strip("-")
    system.mkdir(bucket)
    return system, bucket


def counts(summary):
    return summary.done, summary.unchanged, summary.failed


def test_from_a_folder_to_a_store(store, tmp_path):
    system, bucket = store
    news = lay(tmp_path / "news", 6, bad=(2,))
    target = f"s3://{bucket}/out"
    assert counts(export_many([news], target, to=["html"], jobs=2)) == (5, 0, 1)
    export_many([news], tmp_path / "out", to=["html"], jobs=1)
    for name, data in contents(tmp_path / "out").items():
        assert system.cat_file(f"{bucket}/out/{name}") == data
    assert counts(export_many([news], target, to=["html"], jobs=2)) == (0, 5, 1)
    system.rm(f"{bucket}/out/000/a00001.html")
    assert counts(export_many([news], target, to=["html"], jobs=2)) == (1, 4, 1)
    assert b"Batch report" in system.cat_file(f"{bucket}/out/_batch/report.html")


def test_from_a_store_with_pictures(store, tmp_path):
    system, bucket = store
    system.pipe_file(f"{bucket}/2024/a.xml", article(1, picture="wall.png").encode())
    system.pipe_file(f"{bucket}/2024/wall.png", png(9))
    system.pipe_file(f"{bucket}/2024/b.xml", article(2).encode())
    source, out = f"s3://{bucket}", tmp_path / "out"
    assert counts(export_many([source], out, to=["html"], jobs=1)) == (2, 0, 0)
    assert b"data:image/png" in (out / "2024/a.html").read_bytes()
    assert counts(export_many([source], out, to=["html"], jobs=1)) == (0, 2, 0)
    system.pipe_file(f"{bucket}/2024/wall.png", png(8))
    assert counts(export_many([source], out, to=["html"], jobs=1)) == (1, 1, 0)
    system.pipe_file(f"{bucket}/2024/b.xml", article(3).encode())
    assert counts(export_many([source], out, to=["html"], jobs=1)) == (1, 1, 0)


def test_a_zip_file_in_a_store(store, tmp_path):
    import io
    import zipfile

    system, bucket = store
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("2024/a.xml", article(1))
    system.pipe_file(f"{bucket}/news.zip", held.getvalue())
    out = tmp_path / "out"
    assert counts(export_many([f"s3://{bucket}/news.zip"], out, to=["html"], jobs=1)) == (1, 0, 0)
    assert list(contents(out)) == ["2024/a.html"]


def test_a_bucket_that_is_not_there(store, tmp_path):  # noqa: ARG001
    from exporter.errors import ExporterError

    news = lay(tmp_path / "news", 1)
    with pytest.raises(ExporterError):
        export_many(["s3://no-such-bucket/a"], tmp_path / "out", to=["html"], jobs=1)
    with pytest.raises(ExporterError, match="no-such-bucket"):
        export_many([news], "s3://no-such-bucket/out", to=["html"], jobs=1)
    assert os.environ["AWS_ENDPOINT_URL"]
