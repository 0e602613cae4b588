"""Find the labels that lead to nobody without reading every turn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0011_reports"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="utterance",
            index=models.Index(
                condition=models.Q(("speaker", None)),
                fields=["speaker", "attribution_text", "event"],
                name="utterance_unresolved",
            ),
        ),
    ]
