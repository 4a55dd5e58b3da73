"""What is said when a code or a role cannot be used."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

Sessions = async_sessionmaker[AsyncSession]


class PeopleError(Exception):
    """A code or a role that cannot be used; `str()` is a sentence for who asked."""
