"""The migrations give the schema of the models, from nothing, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from desk_app.store import migrations
from desk_app.store.columns import metadata, prepare_postgres
from desk_app.store.revisions import HEAD, KNOWN
from desk_app.store.setup import migrate


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_the_head_of_the_migrations_equals_the_models(database, request):
    url = request.getfixturevalue(f"{database}_url")
    migrate(create_engine(url))

    prepare_postgres()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


def test_the_program_knows_every_revision():
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    history = ScriptDirectory.from_config(config).walk_revisions()

    assert tuple(revision.revision for revision in history)[::-1] == KNOWN
    assert KNOWN[-1] == HEAD
