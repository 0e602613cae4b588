"""Let publishers merge tags."""

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations


def add_permission(apps, schema_editor):
    alias = schema_editor.connection.alias
    # Django makes permissions after the last migration, which is too late here.
    create_permissions(all_apps.get_app_config("speeches"), verbosity=0, using=alias, apps=apps)
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name="Publishers"):
        group.permissions.add(*permissions(apps, alias))


def remove_permission(apps, schema_editor):
    alias = schema_editor.connection.alias
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name="Publishers"):
        group.permissions.remove(*permissions(apps, alias))


def permissions(apps, alias):
    model = apps.get_model("auth", "Permission").objects.using(alias)
    return model.filter(content_type__app_label="speeches", codename="merge_tag")


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0014_rejected_tags"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="tag",
            options={
                "ordering": ["sort_ru", "id"],
                "permissions": [("merge_tag", "Can merge tags")],
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
            },
        ),
        migrations.RunPython(add_permission, remove_permission),
    ]
