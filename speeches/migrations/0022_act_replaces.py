"""Keep words replaced in several events, and two tags made one, as acts that can be undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("speeches", "0021_site_texts")]

    operations = [
        migrations.AlterModelOptions(
            name="act",
            options={
                "default_permissions": ("view",),
                "ordering": ["-id"],
                "permissions": [("undo_act", "Can undo acts on speakers")],
                "verbose_name": "act on several events",
                "verbose_name_plural": "acts on several events",
            },
        ),
        migrations.RemoveConstraint(model_name="act", name="act_kind_known"),
        migrations.AlterField(
            model_name="act",
            name="kind",
            field=models.CharField(
                choices=[
                    ("attributed", "a label given to a speaker"),
                    ("merged", "two speakers made one"),
                    ("replaced", "words replaced"),
                    ("tag_merged", "two tags made one"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="act",
            name="title",
            field=models.CharField(max_length=1000, verbose_name="label, name or words"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["attributed", "merged", "replaced", "tag_merged"])), name="act_kind_known"
            ),
        ),
    ]
