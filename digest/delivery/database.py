"""digest.db: how it is opened, asked and changed, and the steps that brought it to its form.

A step is never changed once released; a new form is a new step at the end. All SQL is plain enough
for SQLite and PostgreSQL alike.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.core.errors import DeliveryError
from digest.core.quick import dataclass

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_S = 30.0  # how long to wait while another process writes


def _deliveries(db: "Connection") -> None:
    """Who gets which issue, and what became of it."""
    db.exec_driver_sql("""
        CREATE TABLE snapshot (
            issue TEXT PRIMARY KEY,
            content_hash TEXT NOT NULL,
            taken TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
        )""")
    db.exec_driver_sql("""
        CREATE TABLE delivery (
            issue TEXT NOT NULL REFERENCES snapshot (issue),
            address TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN
                ('ready', 'sending', 'accepted', 'rejected', 'retry', 'unknown')),
            attempt INTEGER NOT NULL DEFAULT 0,
            message_id TEXT NOT NULL DEFAULT '',
            answer TEXT NOT NULL DEFAULT '',
            updated TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
            PRIMARY KEY (issue, address)
        )""")
    db.exec_driver_sql("CREATE INDEX delivery_state ON delivery (issue, state)")


STEPS: tuple[Callable[["Connection"], None], ...] = (_deliveries,)


@dataclass(frozen=True, slots=True)
class Database:
    """An open database; `path` is None for one in memory. `open_database` makes it."""

    path: Path | None
    engine: "Engine"

    @contextmanager
    def transaction(self) -> Iterator["Connection"]:
        """Everything inside is committed at its end, or nothing.

        Raises:
            DeliveryError: the file cannot be read or written.
        """
        from sqlalchemy.exc import DBAPIError

        try:
            with self.engine.begin() as db:
                yield db
        except DBAPIError as error:
            raise DeliveryError(
                f"{self.path}: {error.orig}", "see that it can be written, and the disk has room"
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_database(path: Path | None) -> Database:
    """The database file at `path`, made or brought up to date.

    Raises:
        DeliveryError: it is no such file, or one of a newer version of digest.
    """
    from sqlalchemy import URL, create_engine, event

    url = URL.create("sqlite", database=str(path) if path else ":memory:")
    engine = create_engine(url, connect_args={"timeout": BUSY_S})
    event.listen(engine, "connect", _durable)
    event.listen(engine, "begin", _immediate)
    database = Database(path, engine)
    try:
        with database.transaction() as db:
            _upgrade(db, path)
    except BaseException:
        database.close()
        raise
    return database


def rows(db: "Connection", sql: str, **values: str) -> list[Any]:
    """What a query finds, as tuples."""
    from sqlalchemy import text

    return [tuple(row) for row in db.execute(text(sql), values)]


def change(db: "Connection", sql: str, **values: str) -> int:
    """Run a statement; how many rows it changed."""
    from sqlalchemy import text

    return db.execute(text(sql), values).rowcount


def change_each(db: "Connection", sql: str, values: Iterable[Mapping[str, str]]) -> None:
    """Run a statement once for each set of values."""
    from sqlalchemy import text

    if sets := list(values):
        db.execute(text(sql), sets)


def _durable(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or the driver begins transactions of its own, too late
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _immediate(db: "Connection") -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(db: "Connection", path: Path | None) -> None:
    version = db.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > len(STEPS):
        raise DeliveryError(f"{path} was made by a newer version of digest", "upgrade digest")
    for step in STEPS[version:]:
        step(db)
    db.exec_driver_sql(f"PRAGMA user_version = {len(STEPS)}")
