"""Writes a new migration from the difference between the models and the migrations' head."""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from desk_app.store import migrations
from desk_app.store.revisions import KNOWN


def main() -> int:
    """Make migrations/versions/r<next>_<why>.py; what it says is then read and mended by hand."""
    why = sys.argv[1] if len(sys.argv) > 1 else ""
    if not why:
        print('Say why: make db-revision WHY="..."')
        return 2
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        following = f"{int(KNOWN[-1]) + 1:04d}"
        command.revision(config, message=why, autogenerate=True, rev_id=following)
    engine.dispose()
    print(f"Now add {following!r} to store/revisions.py.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
