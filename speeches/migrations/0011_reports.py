"""Keep what readers report, and let both groups answer it."""

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as all_apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import speeches.models.report

GROUPS = {
    "Editors": ["change_report", "view_report"],
    "Publishers": ["change_report", "view_report", "delete_report"],
}


def add_permissions(apps, schema_editor):
    alias = schema_editor.connection.alias
    # Django makes permissions after the last migration, which is too late here.
    create_permissions(all_apps.get_app_config("speeches"), verbosity=0, using=alias, apps=apps)
    for group, permissions in groups(apps, alias):
        group.permissions.add(*permissions)


def remove_permissions(apps, schema_editor):
    for group, permissions in groups(apps, schema_editor.connection.alias):
        group.permissions.remove(*permissions)


def groups(apps, alias):
    known = apps.get_model("auth", "Permission").objects.using(alias).filter(content_type__app_label="speeches")
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=GROUPS):
        yield group, known.filter(codename__in=GROUPS[group.name])


class Migration(migrations.Migration):

    dependencies = [
        ('speeches', '0010_nature_of_a_change'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=speeches.models.report.new_token, editable=False, max_length=40, unique=True)),
                ('ref', models.CharField(db_index=True, max_length=10, verbose_name='reference of the turn')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version that was read')),
                ('message', models.TextField(max_length=2000, verbose_name='what the reader says')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='sent at')),
                ('state', models.CharField(choices=[('open', 'open'), ('corrected', 'corrected'), ('declined', 'left as it is')], db_index=True, default='open', max_length=10, verbose_name='state')),
                ('answer', models.TextField(blank=True, help_text='The reader finds it at the address they were given.', max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='speeches.event', verbose_name='event')),
                ('utterance', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='speeches.utterance', verbose_name='turn')),
            ],
            options={
                'verbose_name': 'reader’s report',
                'verbose_name_plural': 'readers’ reports',
                'ordering': ['-at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'corrected', 'declined'])), name='report_state_known')],
            },
        ),
        migrations.RunPython(add_permissions, remove_permissions),
    ]
