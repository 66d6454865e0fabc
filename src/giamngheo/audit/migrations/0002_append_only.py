"""The database refuses to change or delete what the trace holds, whoever asks: triggers on each of its tables.

On SQLite, INSERT OR REPLACE removes a row without asking the triggers on DELETE: a trigger on INSERT refuses an id that
is taken.
"""

from typing import Any

from django.db import migrations

TABLES = ("audit_entry", "audit_touched", "audit_seal", "audit_incidentstep")
MESSAGE = "the trace is append-only"


def add_triggers(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        for statement in _STATEMENTS[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table, message=MESSAGE))


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        for statement in _DROPS[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table))


_STATEMENTS = {
    "sqlite": [
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{message}'); END",
        "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{message}'; END $$",
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
        "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    ],
}
_DROPS = {
    "sqlite": [
        "DROP TRIGGER {table}_no_update",
        "DROP TRIGGER {table}_no_delete",
        "DROP TRIGGER {table}_no_replace",
    ],
    "postgresql": ["DROP TRIGGER {table}_no_change ON {table}", "DROP TRIGGER {table}_no_truncate ON {table}"],
}


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
