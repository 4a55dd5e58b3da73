"""Sealing: tokens as they lie in the database, encrypted; keys can be changed without a pause."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class SealError(Exception):
    """None of the keys opens it."""


class Seal:
    """`keys` newest first: the first closes, any opens."""

    def __init__(self, keys: Sequence[str]) -> None:
        fernets = [Fernet(key) for key in keys]
        self._newest = fernets[0]
        self._all = MultiFernet(fernets)

    def close(self, token: str) -> str:
        return self._newest.encrypt(token.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises `SealError`."""
        try:
            return self._all.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise SealError from None

    def renewed(self, sealed: str) -> str:
        """The same under the newest key, unchanged where it is already. Raises `SealError`."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            return self.close(self.open(sealed))
        return sealed
