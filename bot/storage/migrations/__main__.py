"""Drafts the next migration: what the tables say beyond the newest one. Read it before you commit it.

python -m bot.storage.migrations "Remember which locale a channel reads"
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.storage.migrations import configuration, upgrade


def draft(subject: str) -> Path:
    """Write the next file under versions/ and return it."""
    config = configuration()
    number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
    slug = "_".join(re.findall(r"[a-z0-9]+", subject.lower()))[:40]
    config.set_main_option("file_template", f"m%%(rev)s_{slug}")
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/draft.sqlite3")
        with engine.begin() as connection:
            upgrade(connection)
            config.attributes["connection"] = connection
            script = command.revision(config, subject, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()
    assert script is not None
    assert not isinstance(script, list)
    return Path(script.path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(f"{draft(sys.argv[1])}\n")
