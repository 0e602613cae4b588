"""Remember the spellings of published texts, of which a search without hits is told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0007_words_for_the_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="indexstate",
            name="learned",
            field=models.BigIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=40)),
                ("initial", models.CharField(max_length=1)),
                ("length", models.PositiveSmallIntegerField()),
                ("letters", models.BigIntegerField()),
                ("turns", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "spelling",
                "indexes": [models.Index(fields=["initial", "length", "letters"], name="spelling_alike")],
                "constraints": [models.UniqueConstraint(fields=("form",), name="spelling_once")],
            },
        ),
    ]
