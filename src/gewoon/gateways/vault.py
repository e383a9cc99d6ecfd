"""Locks the content of a case: AES-GCM, a key per case, wrapped by a master key beside the database."""

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MASTER = "case-master-key"
KEY_BYTES = 32
_NONCE_BYTES = 12


class Unreadable(Exception):
    """Something was locked with another key, moved to another place, or damaged."""


def master_key(folder: Path, *, may_make: bool) -> bytes:
    """Read the master key of the association; `may_make` makes one that only this user can read.

    Raises Unreadable when there is none, or the file is not a key: 64 hexadecimal signs.
    """
    place = folder / MASTER
    if not place.exists():
        if not may_make:
            raise Unreadable(f"{place} is not there: put back the file from a backup of this association.")
        keep_master_key(folder, secrets.token_bytes(KEY_BYTES), replaces=False)
    try:
        found = bytes.fromhex(place.read_text("ascii").strip())
    except ValueError:
        found = b""
    if len(found) != KEY_BYTES:
        raise Unreadable(f"{place} is no key: put back the file from a backup of this association.")
    return found


def keep_master_key(folder: Path, key: bytes, *, replaces: bool) -> None:
    """Write the master key, readable for this user only; without `replaces` the first one wins."""
    place, fresh = folder / MASTER, folder / f".{MASTER}-{os.getpid()}-{secrets.token_hex(4)}"
    fresh.touch(mode=0o600)
    try:
        fresh.write_text(key.hex(), "ascii")
        if replaces:
            fresh.replace(place)
        else:
            os.link(fresh, place)
    except FileExistsError:
        return
    finally:
        fresh.unlink(missing_ok=True)


def new_key() -> bytes:
    """Make the key of a case."""
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def seal(key: bytes, content: bytes, place: str) -> bytes:
    """Lock content; it opens only with the same key and under the same name of its place."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """Open what was sealed for this place. Raises Unreadable."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise Unreadable(f"{place} cannot be opened: the key is another one, or it was changed.") from None
