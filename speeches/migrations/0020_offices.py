"""Keep the offices of speakers, and let both groups see to them."""

import django.db.models.deletion
import simple_history.models
from django.apps import apps as all_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

GROUPS = ("Editors", "Publishers")
CODENAMES = tuple(f"{verb}_office" for verb in ("view", "add", "change", "delete"))


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
        ("speeches", "0019_expunging"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalOffice",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "role_ru",
                    models.CharField(
                        blank=True,
                        help_text="For example «министр транспорта».",
                        max_length=300,
                        verbose_name="role in Russian",
                    ),
                ),
                (
                    "role_en",
                    models.CharField(
                        blank=True,
                        help_text="For example “Minister of Transport”.",
                        max_length=300,
                        verbose_name="role in English",
                    ),
                ),
                (
                    "organization_ru",
                    models.CharField(
                        blank=True,
                        help_text="Left empty where the role says it.",
                        max_length=300,
                        verbose_name="organisation in Russian",
                    ),
                ),
                (
                    "organization_en",
                    models.CharField(blank=True, max_length=300, verbose_name="organisation in English"),
                ),
                (
                    "start_date",
                    models.DateField(blank=True, null=True, verbose_name="first day"),
                ),
                (
                    "end_date",
                    models.DateField(
                        blank=True, help_text="Left empty while the office is held.", null=True, verbose_name="last day"
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
                "verbose_name": "historical office",
                "verbose_name_plural": "historical offices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role_ru",
                    models.CharField(
                        blank=True,
                        help_text="For example «министр транспорта».",
                        max_length=300,
                        verbose_name="role in Russian",
                    ),
                ),
                (
                    "role_en",
                    models.CharField(
                        blank=True,
                        help_text="For example “Minister of Transport”.",
                        max_length=300,
                        verbose_name="role in English",
                    ),
                ),
                (
                    "organization_ru",
                    models.CharField(
                        blank=True,
                        help_text="Left empty where the role says it.",
                        max_length=300,
                        verbose_name="organisation in Russian",
                    ),
                ),
                (
                    "organization_en",
                    models.CharField(blank=True, max_length=300, verbose_name="organisation in English"),
                ),
                (
                    "start_date",
                    models.DateField(blank=True, null=True, verbose_name="first day"),
                ),
                (
                    "end_date",
                    models.DateField(
                        blank=True, help_text="Left empty while the office is held.", null=True, verbose_name="last day"
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offices",
                        to="speeches.speaker",
                        verbose_name="speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "verbose_name_plural": "offices",
                "ordering": (
                    models.OrderBy(models.F("start_date"), descending=True, nulls_last=True),
                    models.OrderBy(models.F("end_date"), descending=True, nulls_first=True),
                    "-id",
                ),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role_ru", ""), ("role_en", ""), _negated=True),
                        name="office_has_a_role",
                        violation_error_message="Give the role in Russian or in English.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_date", None),
                            ("end_date", None),
                            ("end_date__gte", models.F("start_date")),
                            _connector="OR",
                        ),
                        name="office_ends_after_its_start",
                        violation_error_message="An office cannot end before it begins.",
                    ),
                ],
            },
        ),
        migrations.RunPython(add_permissions, remove_permissions),
    ]
