"""Keep the site's own texts; publishers write them, and editors look at them."""

import django.db.models.deletion
import simple_history.models
from django.apps import apps as all_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ADDED = {
    "Editors": ["view_sitetext"],
    "Publishers": ["view_sitetext", "add_sitetext", "change_sitetext"],
}


def add_permissions(apps, schema_editor):
    alias = schema_editor.connection.alias
    # Django makes permissions after the last migration, which is too late here.
    create_permissions(all_apps.get_app_config("speeches"), verbosity=0, using=alias, apps=apps)
    for name, codenames in ADDED.items():
        for group in apps.get_model("auth", "Group").objects.using(alias).filter(name=name):
            group.permissions.add(*permissions(apps, alias, codenames))


def remove_permissions(apps, schema_editor):
    alias = schema_editor.connection.alias
    for name, codenames in ADDED.items():
        for group in apps.get_model("auth", "Group").objects.using(alias).filter(name=name):
            group.permissions.remove(*permissions(apps, alias, codenames))


def permissions(apps, alias, codenames):
    model = apps.get_model("auth", "Permission").objects.using(alias)
    return model.filter(content_type__app_label="speeches", codename__in=codenames)


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0020_offices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSiteText",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "page",
                    models.CharField(
                        choices=[
                            ("about", "About the site"),
                            ("contact", "Contact"),
                            ("imprint", "Imprint"),
                            ("privacy", "Privacy"),
                        ],
                        db_index=True,
                        max_length=10,
                        verbose_name="page",
                    ),
                ),
                ("text_ru", models.TextField(blank=True, verbose_name="text in Russian")),
                ("text_en", models.TextField(blank=True, verbose_name="text in English")),
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
            ],
            options={
                "verbose_name": "historical text of the site",
                "verbose_name_plural": "historical texts of the site",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SiteText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.CharField(
                        choices=[
                            ("about", "About the site"),
                            ("contact", "Contact"),
                            ("imprint", "Imprint"),
                            ("privacy", "Privacy"),
                        ],
                        max_length=10,
                        unique=True,
                        verbose_name="page",
                    ),
                ),
                ("text_ru", models.TextField(blank=True, verbose_name="text in Russian")),
                ("text_en", models.TextField(blank=True, verbose_name="text in English")),
            ],
            options={
                "verbose_name": "text of the site",
                "verbose_name_plural": "texts of the site",
                "ordering": ["page"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("page__in", ["about", "contact", "imprint", "privacy"])),
                        name="site_text_page_known",
                    )
                ],
            },
        ),
        migrations.RunPython(add_permissions, remove_permissions),
    ]
