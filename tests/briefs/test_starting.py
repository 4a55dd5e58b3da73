"""Starting: what a first import of the engine loads, and what it leaves for the first question."""

from __future__ import annotations

import subprocess
import sys


def _run(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


def test_importing_loads_no_room_of_the_pipeline() -> None:
    """A program that only handles briefs starts at once; the first brief loads the rest."""
    loaded = "import sys, briefs; print('briefs.quotes' in sys.modules, 'briefs.figures' in sys.modules)"
    assert _run(loaded) == "False False"


def test_a_brief_alone_loads_neither_answers_nor_checks() -> None:
    """What weighs most waits until somebody asks or checks."""
    loaded = (
        "import sys; from briefs import Article, condense; condense(Article.from_text('Ada Brook opened the mill.'));"
        "print(any(m.startswith(('briefs.answers.', 'briefs.checks')) for m in sys.modules))"
    )
    assert _run(loaded) == "False"


def test_the_public_names_are_functions_all_the_same() -> None:
    """`briefs.check` is a module as well, which must not take the function's place."""
    script = (
        "from briefs import Article, answer, check, condense;"
        "a = Article.from_text('Ada Brook opened the mill on Monday.');"
        "check('Ada Brook opened the mill.', a); answer(a, 'Who opened the mill?');"
        "condense(a); import briefs; print(callable(briefs.check), callable(briefs.answer), callable(briefs.condense))"
    )
    assert _run(script) == "True True True"
