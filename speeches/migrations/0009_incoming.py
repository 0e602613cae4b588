"""Keep texts that are brought to the desk until they are committed, and let both groups bring them in."""

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as all_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUPS = ("Editors", "Publishers")
CODENAMES = ("add_incoming", "change_incoming", "delete_incoming", "view_incoming")


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
        ("speeches", "0008_spellings"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField(verbose_name="content")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(default=0, verbose_name="size in bytes")),
                ("name", models.CharField(max_length=500, verbose_name="name of the source")),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="address")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="brought in at")),
                ("format", models.CharField(blank=True, max_length=20, verbose_name="format")),
                ("text", models.TextField(blank=True, verbose_name="corrected text")),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("found", models.JSONField(blank=True, default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="brought in by",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="incoming",
                        to="speeches.event",
                        verbose_name="newer version of",
                    ),
                ),
            ],
            options={
                "verbose_name": "incoming text",
                "verbose_name_plural": "incoming texts",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.RunPython(add_permissions, remove_permissions),
    ]
