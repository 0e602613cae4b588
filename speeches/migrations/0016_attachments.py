"""Keep photographs, files, recordings and portraits, and let both groups see to them."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.apps import apps as all_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


GROUPS = ("Editors", "Publishers")
MODELS = ("photograph", "attachedfile", "recording", "portrait")
CODENAMES = tuple(f"{verb}_{model}" for model in MODELS for verb in ("view", "add", "change", "delete"))


def add_permissions(apps, schema_editor):
    alias = schema_editor.connection.alias
    # Django makes permissions after the last migration, which is too late here.
    create_permissions(all_apps.get_app_config("speeches"), verbosity=0, using=alias, apps=apps)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=GROUPS):
        group.permissions.add(*permissions(apps, alias))


def remove_permissions(apps, schema_editor):
    alias = schema_editor.connection.alias
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=GROUPS):
        group.permissions.remove(*permissions(apps, alias))


def permissions(apps, alias):
    model = apps.get_model("auth", "Permission").objects.using(alias)
    return model.filter(content_type__app_label="speeches", codename__in=CODENAMES)


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0015_merging_tags"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AttachedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="file name")),
                ("media_type", models.CharField(editable=False, max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("position", models.PositiveIntegerField(default=1, verbose_name="No.")),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="Left empty, it is the file’s name.", max_length=300, verbose_name="title"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="speeches.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAttachedFile",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="file name")),
                ("media_type", models.CharField(editable=False, max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("position", models.PositiveIntegerField(default=1, verbose_name="No.")),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="Left empty, it is the file’s name.", max_length=300, verbose_name="title"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="speeches.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical file",
                "verbose_name_plural": "historical files",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPhotograph",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="file name")),
                ("media_type", models.CharField(editable=False, max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                ("position", models.PositiveIntegerField(default=1, verbose_name="No.")),
                (
                    "caption",
                    models.TextField(
                        blank=True, help_text="Whom and what it shows. Readers see it below.", verbose_name="caption"
                    ),
                ),
                (
                    "alternative_text",
                    models.TextField(
                        blank=True,
                        help_text="For those who cannot see it, for example “Two people at a long table, a flag behind them”.",
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True, help_text="Who took it, or who gave it.", max_length=200, verbose_name="credit"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="speeches.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical photograph",
                "verbose_name_plural": "historical photographs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPortrait",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="file name")),
                ("media_type", models.CharField(editable=False, max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                ("credit_ru", models.CharField(blank=True, max_length=200, verbose_name="credit in Russian")),
                ("credit_en", models.CharField(blank=True, max_length=200, verbose_name="credit in English")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="speeches.speaker",
                        verbose_name="speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical portrait",
                "verbose_name_plural": "historical portraits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecording",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=1, verbose_name="No.")),
                (
                    "url",
                    models.CharField(
                        help_text="For example https://example.org/video/12.",
                        max_length=1000,
                        validators=[django.core.validators.URLValidator(["http", "https"])],
                        verbose_name="address",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="For example “Video of the sitting”.",
                        max_length=300,
                        verbose_name="title",
                    ),
                ),
                (
                    "offset_seconds",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Where in the recording the event begins, for example 12:30 or 1:02:30.",
                        verbose_name="begins at",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="speeches.event",
                        verbose_name="event",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recording",
                "verbose_name_plural": "historical recordings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Photograph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="file name")),
                ("media_type", models.CharField(editable=False, max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                ("position", models.PositiveIntegerField(default=1, verbose_name="No.")),
                (
                    "caption",
                    models.TextField(
                        blank=True, help_text="Whom and what it shows. Readers see it below.", verbose_name="caption"
                    ),
                ),
                (
                    "alternative_text",
                    models.TextField(
                        blank=True,
                        help_text="For those who cannot see it, for example “Two people at a long table, a flag behind them”.",
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True, help_text="Who took it, or who gave it.", max_length=200, verbose_name="credit"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photographs",
                        to="speeches.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "photograph",
                "verbose_name_plural": "photographs",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(db_index=True, editable=False, max_length=64, verbose_name="SHA-256")),
                ("name", models.CharField(editable=False, max_length=200, verbose_name="file name")),
                ("media_type", models.CharField(editable=False, max_length=100, verbose_name="media type")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size in bytes")),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                ("credit_ru", models.CharField(blank=True, max_length=200, verbose_name="credit in Russian")),
                ("credit_en", models.CharField(blank=True, max_length=200, verbose_name="credit in English")),
                (
                    "speaker",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="portrait",
                        to="speeches.speaker",
                        verbose_name="speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "portrait",
                "verbose_name_plural": "portraits",
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=1, verbose_name="No.")),
                (
                    "url",
                    models.CharField(
                        help_text="For example https://example.org/video/12.",
                        max_length=1000,
                        validators=[django.core.validators.URLValidator(["http", "https"])],
                        verbose_name="address",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="For example “Video of the sitting”.",
                        max_length=300,
                        verbose_name="title",
                    ),
                ),
                (
                    "offset_seconds",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Where in the recording the event begins, for example 12:30 or 1:02:30.",
                        verbose_name="begins at",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recordings",
                        to="speeches.event",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "recording",
                "verbose_name_plural": "recordings",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url__startswith", "http://"), ("url__startswith", "https://"), _connector="OR"
                        ),
                        name="recording_on_the_web",
                        violation_error_message="Give an address that begins with http:// or https://.",
                    )
                ],
            },
        ),
        migrations.RunPython(add_permissions, remove_permissions),
    ]
