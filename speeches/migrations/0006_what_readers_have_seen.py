"""Remember of speakers, tags and places that readers have had their address, whatever is left behind it."""

from django.db import migrations, models


def mark_those_with_events(apps, schema_editor):
    for name in ("Speaker", "Tag", "Place"):
        rows = apps.get_model("speeches", name).objects.using(schema_editor.connection.alias)
        rows.filter(event_count__gt=0).update(was_public=True)


class Migration(migrations.Migration):
    dependencies = [("speeches", "0005_names_know_their_teacher")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="was_public",
                field=models.BooleanField(default=False, editable=False),
            )
            for name in ("place", "speaker", "tag")
        ),
        migrations.RunPython(mark_those_with_events, migrations.RunPython.noop),
    ]
