"""Keep internal notes, links to drafts, and changes that wait for a publisher; find turns whose label leads to nobody."""

import django.db.models.deletion
import django.utils.timezone
import speeches.models.draft_link
from django.conf import settings
from django.db import migrations, models


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def of_event(related_name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to="speeches.event",
        verbose_name="event",
    )


def account(name):
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=name,
    )


def now(name):
    return models.DateTimeField(default=django.utils.timezone.now, verbose_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("speeches", "0011_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", key()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "note"),
                            ("proposed", "proposed for publication"),
                            ("returned", "sent back"),
                        ],
                        default="note",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("at", now("at")),
                ("by", account("by")),
                ("event", of_event("notes")),
            ],
            options={
                "verbose_name": "internal note",
                "verbose_name_plural": "internal notes",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["note", "proposed", "returned"])), name="note_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "note"), ("text", ""), _negated=True), name="note_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftLink",
            fields=[
                ("id", key()),
                (
                    "token",
                    models.CharField(
                        default=speeches.models.draft_link.new_token, editable=False, max_length=40, unique=True
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=100, verbose_name="for whom")),
                ("made_at", now("made at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                ("event", of_event("draft_links")),
                ("made_by", account("made by")),
                ("revoked_by", account("revoked by")),
            ],
            options={
                "verbose_name": "link to a draft",
                "verbose_name_plural": "links to drafts",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DraftOpening",
            fields=[
                ("id", key()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="openings", to="speeches.draftlink"
                    ),
                ),
            ],
            options={"verbose_name": "opening of a link"},
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", key()),
                ("since", models.TextField(editable=False)),
                ("text", models.TextField(editable=False, verbose_name="text")),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[("slip", "slip"), ("correction", "correction")],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("at", now("at")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "waits"), ("accepted", "accepted"), ("declined", "declined")],
                        db_index=True,
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided at")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                ("by", account("by")),
                ("decided_by", account("decided by")),
                ("event", of_event("proposals")),
            ],
            options={
                "verbose_name": "proposed change",
                "verbose_name_plural": "proposed changes",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "accepted", "declined"])),
                        name="proposal_state_known",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="utterance",
            index=models.Index(
                condition=models.Q(("speaker", None), models.Q(("attribution_text", ""), _negated=True)),
                fields=["speaker", "attribution_text", "event"],
                name="utterance_unresolved",
            ),
        ),
    ]
