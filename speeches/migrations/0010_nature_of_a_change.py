"""Let the public log know whether a change of published words is a slip or a correction."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0009_incoming"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="nature",
            field=models.CharField(
                blank=True,
                choices=[("slip", "slip"), ("correction", "correction")],
                editable=False,
                max_length=10,
                verbose_name="nature",
            ),
        ),
    ]
