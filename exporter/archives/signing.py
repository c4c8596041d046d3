"""Signatures over the tag manifest, in the form of ``ssh-keygen -Y sign`` (SSHSIG).

Whoever has OpenSSH can check one without this program::

    ssh-keygen -Y check-novalidate -n exporter-archive -s tagmanifest-sha512.txt.sig \\
        < tagmanifest-sha512.txt

Importing this module raises OptionError where the library of the extra "sign" is missing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from pathlib import Path

from exporter.errors import ArchiveError, OptionError

try:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )
    from cryptography.hazmat.primitives.serialization import (
        load_pem_private_key,
        load_pem_public_key,
        load_ssh_private_key,
        load_ssh_public_key,
    )
except ImportError as missing:
    raise OptionError(
        "Signatures need the extra [sign]: pip install '.[sign]' in a checkout of exporter."
    ) from missing

__all__ = ["NAMESPACE", "checked", "fingerprint", "locked", "sign"]

NAMESPACE = "exporter-archive"
_MAGIC = b"SSHSIG"
_KIND = b"ssh-ed25519"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"

_KEYS = "It must be an Ed25519 key, in OpenSSH's form or PEM; the passphrase must be its own."


def sign(message: bytes, key: Path, password: bytes | None = None) -> bytes:
    """A detached signature by a private Ed25519 key: OpenSSH's form or PEM (PKCS 8).

    Raises OptionError where the key cannot be used.
    """
    private = _private(key, password)
    public = _blob(private.public_key())
    signature = _string(_KIND) + _string(private.sign(_signed(message)))
    body = _MAGIC + struct.pack(">I", 1) + _string(public) + _string(NAMESPACE.encode())
    body += _string(b"") + _string(b"sha512") + _string(signature)
    return _armoured(body)


def checked(message: bytes, signature: bytes, key: Path | None = None) -> str:
    """The fingerprint of the key that made a good signature.

    ``key`` is the public key that it must have been (OpenSSH's form or PEM). Raises ArchiveError
    where the signature is not good or is another key's.
    """
    public, made = _parts(signature)
    try:
        public.verify(made, _signed(message))
    except InvalidSignature as error:
        raise ArchiveError("The signature is not valid: what it signs has changed.") from error
    if key is not None and _blob(_public(key)) != _blob(public):
        raise ArchiveError(f"The signature is by another key: {fingerprint(public)}.")
    return fingerprint(public)


def fingerprint(public: Ed25519PublicKey) -> str:
    """As OpenSSH prints it: ``SHA256:`` and the digest in base64."""
    digest = hashlib.sha256(_blob(public)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _signed(message: bytes) -> bytes:
    """What is signed is not the message but its digest in its context (PROTOCOL.sshsig)."""
    digest = hashlib.sha512(message).digest()
    fields = (NAMESPACE.encode(), b"", b"sha512", digest)
    return _MAGIC + b"".join(map(_string, fields))


def _parts(signature: bytes) -> tuple[Ed25519PublicKey, bytes]:
    """The key that a signature says made it, and the signature itself."""
    try:
        lines = signature.decode("ascii").splitlines()
        body = base64.b64decode("".join(lines[1:-1]), validate=True)
        public, namespace, reserved, digest, made = _strings(body[10:])
        kind, point = _strings(public)
        made_kind, made = _strings(made)
        fixed = (signature, body[:10], namespace, reserved, digest, kind, made_kind)
        head = _MAGIC + struct.pack(">I", 1)
        right = (_armoured(body), head, NAMESPACE.encode(), b"", b"sha512", _KIND, _KIND)
        key = Ed25519PublicKey.from_public_bytes(point)
    except (ValueError, struct.error, binascii.Error) as error:
        raise ArchiveError("The signature cannot be read: it has changed.") from error
    if fixed != right:
        raise ArchiveError("The signature is not one over the manifest of a bag.")
    return key, made


def _strings(data: bytes) -> list[bytes]:
    """Strings each behind its length (RFC 4251 5); raises struct.error or ValueError."""
    found = []
    while data:
        (length,) = struct.unpack(">I", data[:4])
        found.append(struct.unpack(f"{length}s", data[4 : 4 + length])[0])
        data = data[4 + length :]
    return found


def _armoured(body: bytes) -> bytes:
    text = base64.b64encode(body).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    return "\n".join([_BEGIN, *lines, _END, ""]).encode()


def _string(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def _blob(public: Ed25519PublicKey) -> bytes:
    return _string(_KIND) + _string(public.public_bytes_raw())


def locked(key: Path) -> bool:
    """Whether a passphrase is needed to use this private key."""
    data = _file(key)
    load = load_ssh_private_key if b"OPENSSH" in data else load_pem_private_key
    try:
        load(data, None)
    except TypeError:
        return True
    except (ValueError, UnsupportedAlgorithm):
        return False
    return False


def _private(path: Path, password: bytes | None) -> Ed25519PrivateKey:
    data = _file(path)
    load = load_ssh_private_key if b"OPENSSH" in data else load_pem_private_key
    try:
        key = load(data, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise OptionError(f"{path} is not a private key that can be used. {_KEYS}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise OptionError(f"{path} is not an Ed25519 key. Make one: ssh-keygen -t ed25519")
    return key


def _public(path: Path) -> Ed25519PublicKey:
    data = _file(path)
    try:
        key = load_ssh_public_key(data) if data.startswith(b"ssh-") else load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise OptionError(f"{path} is not a public key that can be used. {_KEYS}") from error
    if not isinstance(key, Ed25519PublicKey):
        raise OptionError(f"{path} is not an Ed25519 public key, as ssh-keygen -t ed25519 makes.")
    return key


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OptionError(f"The key {path} cannot be read: {error.strerror}.") from error
