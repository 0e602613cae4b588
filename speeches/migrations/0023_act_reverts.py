"""Keep an event taken back to an earlier moment as an act, and let one be proposed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("speeches", "0022_act_replaces")]

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
                    ("reverted", "an event taken back"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["attributed", "merged", "replaced", "tag_merged", "reverted"])),
                name="act_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="goes_back_to",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
