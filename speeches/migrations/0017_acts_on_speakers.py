"""Keep acts over several events, so that each can be undone as one."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0016_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("attributed", "a label given to a speaker"), ("merged", "two speakers made one")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=1000, verbose_name="label or name")),
                ("done", models.JSONField(default=dict, editable=False)),
                ("turn_count", models.PositiveIntegerField(default=0, verbose_name="turns")),
                ("event_count", models.PositiveIntegerField(default=0, verbose_name="events")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone at")),
            ],
            options={
                "verbose_name": "act on speakers",
                "verbose_name_plural": "acts on speakers",
                "ordering": ["-id"],
                "permissions": [("undo_act", "Can undo acts on speakers")],
                "default_permissions": ("view",),
            },
        ),
        migrations.AlterModelOptions(
            name="speaker",
            options={
                "ordering": ["sort_key", "id"],
                "permissions": [("merge_speaker", "Can merge speakers")],
                "verbose_name": "speaker",
                "verbose_name_plural": "speakers",
            },
        ),
        migrations.AddField(
            model_name="act",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who",
            ),
        ),
        migrations.AddField(
            model_name="act",
            name="speaker",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="acts",
                to="speeches.speaker",
                verbose_name="speaker",
            ),
        ),
        migrations.AddField(
            model_name="act",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="undone by",
            ),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["attributed", "merged"])), name="act_kind_known"
            ),
        ),
    ]
