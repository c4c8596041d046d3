"""Signatures: ours by OpenSSH, and what was changed or signed by another."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from exporter import ArchiveError, OptionError
from exporter.archives.signing import NAMESPACE, checked, sign

MESSAGE = b"manifest of everything\n"


def keys(folder: Path, private: PrivateFormat, public: PublicFormat) -> tuple[Path, Path]:
    key = Ed25519PrivateKey.from_private_bytes(b"an invented key of 32 bytes ....")
    ssh = public is PublicFormat.OpenSSH
    files = folder / "key", folder / "key.pub"
    files[0].write_bytes(key.private_bytes(Encoding.PEM, private, NoEncryption()))
    encoding = Encoding.OpenSSH if ssh else Encoding.PEM
    files[1].write_bytes(key.public_key().public_bytes(encoding, public))
    return files


FORMS = [
    (PrivateFormat.OpenSSH, PublicFormat.OpenSSH),
    (PrivateFormat.PKCS8, PublicFormat.SubjectPublicKeyInfo),
]


@pytest.mark.parametrize(("private", "public"), FORMS)
def test_good(tmp_path: Path, private: PrivateFormat, public: PublicFormat) -> None:
    key, pub = keys(tmp_path, private, public)
    signature = sign(MESSAGE, key)
    assert signature == sign(MESSAGE, key)
    assert checked(MESSAGE, signature, pub) == checked(MESSAGE, signature)
    assert checked(MESSAGE, signature).startswith("SHA256:")


def test_openssh_agrees(tmp_path: Path) -> None:
    program = shutil.which("ssh-keygen")
    if program is None:
        pytest.skip("OpenSSH is not on this machine, and nothing else needs it")
    key, _ = keys(tmp_path, *FORMS[0])
    (tmp_path / "sig").write_bytes(sign(MESSAGE, key))
    check = [program, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(tmp_path / "sig")]
    assert subprocess.run(check, input=MESSAGE, capture_output=True, check=False).returncode == 0
    assert subprocess.run(check, input=b"other", capture_output=True, check=False).returncode != 0


def test_every_changed_byte_is_found(tmp_path: Path) -> None:
    key, _ = keys(tmp_path, *FORMS[0])
    signature = sign(MESSAGE, key)
    for at in range(len(signature)):
        changed = bytearray(signature)
        changed[at] ^= 1
        with pytest.raises(ArchiveError):
            checked(MESSAGE, bytes(changed))
    with pytest.raises(ArchiveError, match="what it signs has changed"):
        checked(MESSAGE + b" ", signature)


def test_another_key(tmp_path: Path) -> None:
    key, _ = keys(tmp_path, *FORMS[0])
    other = Ed25519PrivateKey.generate().public_key()
    (tmp_path / "other").write_bytes(other.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    with pytest.raises(ArchiveError, match="by another key: SHA256:"):
        checked(MESSAGE, sign(MESSAGE, key), tmp_path / "other")


def test_locked_key(tmp_path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    locked = BestAvailableEncryption(b"open")
    file = tmp_path / "key"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    with pytest.raises(OptionError, match="not a private key that can be used"):
        sign(MESSAGE, file)
    checked(MESSAGE, sign(MESSAGE, file, b"open"))


def test_no_key(tmp_path: Path) -> None:
    file = tmp_path / "key"
    with pytest.raises(OptionError, match="cannot be read"):
        sign(MESSAGE, file)
    file.write_bytes(b"nonsense")
    with pytest.raises(OptionError, match="not a private key"):
        sign(MESSAGE, file)
    rsa = generate_private_key(65537, 2048)
    file.write_bytes(rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(OptionError, match="ssh-keygen -t ed25519"):
        sign(MESSAGE, file)
