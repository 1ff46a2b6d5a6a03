"""A store of the demonstration site that seals as a desk does, on the database of an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from desk_app.domain.sitefile import parse_site
from desk_app.security.cipher import DayCipher
from desk_app.security.codes import new_id
from desk_app.security.keys import KeySet, new_keys
from desk_app.store.setup import open_store
from desk_app.store.work import Store


@contextmanager
def sealing(url: str, keys: KeySet | None = None) -> Iterator[Store]:
    """Open the store at *url* with *keys*, else with new ones; close it at the end."""
    held = keys or new_keys(dt.date(2026, 3, 2))
    store = open_store(
        url,
        parse_site=partial(parse_site, file="site"),
        new_id=new_id,
        cipher=DayCipher(lambda: held),
    )
    try:
        yield store
    finally:
        store.close()
