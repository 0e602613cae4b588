"""Let editors leave notes, share drafts and propose changes of published words, which publishers decide."""

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS = [
    "view_note",
    "add_note",
    "view_draftlink",
    "add_draftlink",
    "change_draftlink",
    "view_proposal",
    "add_proposal",
]
ADDED = {"Editors": EDITORS, "Publishers": [*EDITORS, "change_proposal"]}


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
        ("speeches", "0012_workflow"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_permissions, remove_permissions)]
