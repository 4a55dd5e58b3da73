"""Forking: processes of their own that start in milliseconds, and lines of JSON between them and who forked them.

A child is a fork of a process that has everything imported and runs no thread and no event loop. It ends by `os._exit`,
which runs nothing of the parent's, and dies with its parent.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Line = dict[str, Any]
PARENT_DIES = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""
MOST = 1 << 20


class Link:
    """The child's end."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def say(self, said: Line) -> None:
        self._line.sendall(json.dumps(said).encode() + b"\n")

    async def lines(self, hear: Callable[[Line], None]) -> None:
        """Hand every line from the parent to `hear`; this never returns, as a child dies with its parent."""
        rest = b""

        def read() -> None:
            nonlocal rest
            *whole, rest = (rest + self._line.recv(MOST, socket.MSG_DONTWAIT)).split(b"\n")
            for line in whole:
                hear(json.loads(line))

        asyncio.get_running_loop().add_reader(self._line, read)
        await asyncio.Event().wait()


@dataclass(slots=True)
class Child:
    """The parent's end."""

    pid: int
    line: socket.socket
    status: int | None = None
    """As waitpid gives it, once it has ended."""
    _rest: bytes = b""

    def say(self, said: Line) -> None:
        self.line.sendall(json.dumps(said).encode() + b"\n")

    def hear(self) -> list[Line]:
        """What it said since the last time, without waiting."""
        try:
            while chunk := self.line.recv(MOST, socket.MSG_DONTWAIT):
                self._rest += chunk
        except (BlockingIOError, ConnectionError):
            pass
        *whole, self._rest = self._rest.split(b"\n")
        return [json.loads(line) for line in whole]

    def ended(self) -> bool:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = status if pid else None
        return self.status is not None

    def kill(self, number: int = signal.SIGKILL) -> None:
        if not self.ended():
            os.kill(self.pid, number)

    def wait(self) -> int:
        """Its exit code, negative for a signal."""
        if self.status is None:
            self.status = os.waitpid(self.pid, 0)[1]
        self.line.close()
        return os.waitstatus_to_exitcode(self.status)


def fork(work: Callable[[Link], Coroutine[Any, Any, None] | None], said_to: Path | None = None) -> Child:
    """Run `work` in a process of its own; what it prints goes to the file `said_to`."""
    ours, theirs = socket.socketpair()
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        theirs.close()
        return Child(pid, ours)
    try:
        ours.close()
        _die_with(parent)
        if said_to is not None:
            _print_to(said_to)
        made = work(Link(theirs))
        if made is not None:
            asyncio.run(made)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(1)


def _die_with(parent: int) -> None:
    ctypes.CDLL(None).prctl(PARENT_DIES, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def _print_to(path: Path) -> None:
    out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
