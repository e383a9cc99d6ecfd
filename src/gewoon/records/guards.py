"""What the database itself refuses: changing or deleting what must stand for ever."""

from django.db.backends.base.base import BaseDatabaseWrapper

UNCHANGEABLE = (
    "records_entry",
    "records_bankentry",
    "records_statement",
    "records_statementfile",
    "records_decision",
    "records_event",
    "records_caseread",
    "records_terms",
    "records_instalment",
    "records_acceptance",
    "records_word",
    "records_breach",
    "records_capacitycheck",
    "records_drawprotocol",
    "records_draw",
    "records_signature",
    "records_passage",
    "records_signalreceipt",
    "records_signalreply",
    "records_balanceanswer",
    "records_protocol",
    "records_report",
    "records_policytexts",
)
OPERATIONS = ("update", "delete")

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION gewoon_refuse() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: book a correction instead', TG_OP, TG_TABLE_NAME;
END $$ LANGUAGE plpgsql
"""


def name_of(table: str, operation: str) -> str:
    """Name the trigger that refuses an operation on a table."""
    return f"{table}_no_{operation}"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger that is missing. Safe to repeat."""
    standing = _standing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in UNCHANGEABLE:
            for operation in OPERATIONS:
                if name_of(table, operation) not in standing:
                    cursor.execute(_statement(connection.vendor, table, operation))


def missing(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """Name the triggers that do not stand: SQLite drops them when a migration rebuilds a table."""
    standing = _standing(connection)
    wanted = (name_of(table, operation) for table in UNCHANGEABLE for operation in OPERATIONS)
    return tuple(name for name in wanted if name not in standing)


def _statement(vendor: str, table: str, operation: str) -> str:
    name = name_of(table, operation)
    if vendor == "postgresql":
        return (
            f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gewoon_refuse()"
        )
    return (
        f"CREATE TRIGGER {name} BEFORE {operation.upper()} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{operation} on {table} is refused: book a correction instead'); END"
    )


def _standing(connection: BaseDatabaseWrapper) -> frozenset[str]:
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return frozenset(row[0] for row in cursor.fetchall())
