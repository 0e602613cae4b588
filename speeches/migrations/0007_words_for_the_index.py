"""Keep beside lemmas what else a turn is found by, the lemmas of names, and how far the index is built."""

from django.db import migrations, models


def take_the_index_away(apps, schema_editor):
    """Drop what names the columns that go; where migrations are run without signals nobody else does."""
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS if schema_editor.connection.vendor == "postgresql" else triggers(cursor):
            cursor.execute(statement)
        cursor.execute("DROP VIEW IF EXISTS speeches_indexed_turns")


def triggers(cursor):
    names = "(tbl_name LIKE 'speeches_%' AND name LIKE 'speeches_turns_index%' OR name LIKE 'speeches_%_words_%')"
    cursor.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND {names}")  # noqa: S608 No value is in it.
    return [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]


STATEMENTS = [
    f"DROP FUNCTION IF EXISTS speeches_turns_index_{table} CASCADE"
    for table in ("utterance", "event", "utterance_tags", "event_tags")
]
LEMMAS = {"field": models.TextField(default="", editable=False), "name": "lemmas"}


class Migration(migrations.Migration):
    dependencies = [("speeches", "0006_what_readers_have_seen")]

    operations = [
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.TextField(blank=True, default="")),
                ("becoming", models.TextField(blank=True, default="")),
                ("table", models.CharField(blank=True, default="", max_length=100)),
                ("last", models.BigIntegerField(default=0)),
            ],
            options={"verbose_name": "state of the search index"},
        ),
        *(migrations.AddField(model_name=name, **LEMMAS) for name in ("place", "speaker", "tag")),
        migrations.AddField(model_name="utterance", name="terms", field=models.TextField(default="", editable=False)),
        migrations.RunPython(migrations.RunPython.noop, take_the_index_away),
    ]
