from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0025_pages_around_texts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(("nature", "correction"), ("nature", "expunged"), _connector="OR"),
                fields=["-id"],
                name="change_explained",
            ),
        ),
    ]
