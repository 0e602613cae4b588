"""Make the groups Editors and Publishers, with the permissions of the desk."""

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS = [
    *(
        f"{verb}_{model}"
        for model in ("event", "utterance", "speaker", "speakername", "tag", "place")
        for verb in ("add", "change", "view")
    ),
    "delete_speakername",  # A wrong spelling leads to the wrong person.
    *(f"view_{model}" for model in ("source", "import", "change", "redirect")),
]
GROUPS = {
    "Editors": EDITORS,
    "Publishers": [*EDITORS, "publish_event", "delete_event", "delete_utterance"],
}


def make_groups(apps, schema_editor):
    alias = schema_editor.connection.alias
    # Django makes permissions after the last migration, which is too late here.
    create_permissions(all_apps.get_app_config("speeches"), verbosity=0, using=alias, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.using(alias).filter(content_type__app_label="speeches")
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


def remove_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
