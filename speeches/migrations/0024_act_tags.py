"""Keep tags given to many turns and events, or taken from them, as an act that can be undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("speeches", "0023_act_reverts")]

    operations = [
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
                    ("tagged", "tags added or removed"),
                    ("reverted", "an event taken back"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["attributed", "merged", "replaced", "tag_merged", "tagged", "reverted"])),
                name="act_kind_known",
            ),
        ),
    ]
