from django.db import migrations, models

from speeches.words.names import initial_and_surname, skeleton


def fill_keys(apps, schema_editor):
    """Give the names that are there the keys that later ones derive. All count as printed: nobody noted who wrote."""
    names = apps.get_model("speeches", "SpeakerName").objects.using(schema_editor.connection.alias)
    rows = []
    for row in names.only("name").iterator(chunk_size=1000):
        row.short_key = initial_and_surname(row.name)[:550]
        row.skeleton = skeleton(row.name)[:550]
        rows.append(row)
    names.bulk_update(rows, ["short_key", "skeleton"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("speeches", "0004_groups_decide")]

    operations = [
        migrations.AddField(
            model_name="speakername",
            name="learned_from",
            field=models.CharField(
                choices=[("printed", "a label in a transcript"), ("editor", "the editors")],
                default="printed",
                editable=False,
                max_length=10,
                verbose_name="learned from",
            ),
        ),
        migrations.AddField(
            model_name="speakername",
            name="short_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=550),
        ),
        migrations.AddField(
            model_name="speakername",
            name="skeleton",
            field=models.CharField(db_index=True, default="", editable=False, max_length=550),
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop, elidable=True),
    ]
