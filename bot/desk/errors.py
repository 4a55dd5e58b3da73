"""Errors of the desk: each is a sentence to who asked, with what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.findings import Finding


class DeskError(Exception):
    """The desk's rules do not allow it; `str()` says why and what would."""


class Conflict(DeskError):
    """Somebody else saved the draft in the meantime; nothing of theirs was overwritten."""

    def __init__(self, saved_by: str, version: int) -> None:
        super().__init__(
            f"{saved_by} saved this draft while you were writing. Nothing is lost: look at their change, "
            "then send yours again."
        )
        self.saved_by = saved_by
        self.version = version


class Blocked(DeskError):
    """Edited lines say what the article does not; approval takes a corrected line or a written reason."""

    def __init__(self, revision_id: int, number: int, findings: Sequence[Finding]) -> None:
        listed = "\n".join(f"{finding.where}: {finding.problem.message}" for finding in findings)
        super().__init__(
            f"Revision {number} waits: its edited lines say what the article does not.\n{listed}\n"
            "Correct them with `edit`, or approve with a written reason, which is kept."
        )
        self.revision_id = revision_id
        self.number = number
        self.findings = tuple(findings)
