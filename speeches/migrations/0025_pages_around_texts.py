"""Index what the pages around the texts ask for: people by letter, offices by address, words a person and event."""

from django.db import migrations, models
from django.db.models.functions import Coalesce

import speeches.models.event
from speeches.models.base import new_slug
from speeches.words import fold_name, sort_key
from speeches.words.names import in_latin, inverted

A_BATCH = 500


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    tables = {
        name: apps.get_model("speeches", name).objects.using(alias)
        for name in ("Event", "Speaker", "SpeakerName", "Office", "HistoricalOffice", "Utterance", "Tag", "Place")
    }
    write(tables["Speaker"], with_keys, ["sort_ru", "sort_en", "letter_ru", "letter_en", "surname"])
    write(tables["SpeakerName"], with_latin, ["latin"])
    fill_offices(tables["Office"], tables["HistoricalOffice"])
    if tables["Event"].filter(translation_of__isnull=False).exists():
        count_once(tables)


def write(rows, with_values, columns):
    batch = []
    for row in rows.order_by("pk").iterator(chunk_size=A_BATCH):
        with_values(row)
        batch.append(row)
        if len(batch) == A_BATCH:
            rows.bulk_update(batch, columns)
            batch = []
    rows.bulk_update(batch, columns)


def with_keys(speaker):
    own = speaker.name_ru or speaker.name_en
    speaker.sort_ru = listed(speaker, own, own)
    speaker.sort_en = listed(speaker, speaker.name_en or own, own)
    for language in ("ru", "en"):
        first = getattr(speaker, f"sort_{language}")[:1].upper()
        setattr(speaker, f"letter_{language}", first if first.isalpha() else "#")
    surname, comma, _given = speaker.sort_name.partition(",")
    speaker.surname = in_latin(surname) if comma and not speaker.voice_of_id else ""


def listed(speaker, name, own):
    same = sorted(sort_key(speaker.sort_name).split()) == sorted(sort_key(name).split())
    return sort_key(speaker.sort_name if same else inverted(name, like=own, sorted_as=speaker.sort_name))[:250]


def with_latin(name):
    name.latin = in_latin(name.name)[:550]


def fill_offices(offices, history):
    slugs = {}
    for office in offices.order_by("pk"):
        russian = (office.role_ru, office.organization_ru)
        names = russian if office.role_ru else (office.role_en, office.organization_en)
        office.key = "|".join(map(fold_name, names))[:650]
        if office.key not in slugs:
            shown = (office.role_en, office.organization_en) if office.role_en else russian
            slugs[office.key] = new_slug(" ".join(filter(None, shown)), slugs.values(), "office")
        office.slug = slugs[office.key]
        office.save(update_fields=["key", "slug"])
        # An old address is looked for in the history, where it would be missing after the next change of name.
        history.filter(id=office.pk).update(slug=office.slug)


def count_once(tables):
    """Count an event once in all its languages, where some have several."""
    of_turn = Coalesce("event__translation_of", "event")
    of_event = Coalesce("translation_of", "id")
    turns = tables["Utterance"].filter(event__status="published", classification__in=["speech", "question", "answer"])
    events = tables["Event"].filter(status="published")
    for table, rows, group, counted in (
        ("Speaker", turns, "speaker", of_turn),
        ("Place", events, "place", of_event),
    ):
        found = rows.filter(**{group: models.OuterRef("pk")}).order_by().values(group)
        counts = found.annotate(n=models.Count(counted, distinct=True)).values("n")
        tables[table].update(event_count=Coalesce(models.Subquery(counts), 0))
    for tag in tables["Tag"].all():
        with_turns = tables["Utterance"].filter(tags=tag).values("event")
        tagged = events.filter(models.Q(tags=tag) | models.Q(pk__in=with_turns))
        count = tagged.aggregate(n=models.Count(of_event, distinct=True))["n"]
        tables["Tag"].filter(pk=tag.pk).update(event_count=count)


class Migration(migrations.Migration):

    dependencies = [
        ("speeches", "0024_act_tags"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="event",
            name="event_newest",
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=["status", "-sort_key", "-id", "language", "translation_of", "classification"],
                name="event_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["translation_of", "status", "language", "classification"], name="event_translations"),
        ),
        migrations.RemoveIndex(
            model_name="utterance",
            name="utterance_of_speaker",
        ),
        migrations.AddField(
            model_name="historicaloffice",
            name="slug",
            field=models.SlugField(default="", editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="office",
            name="key",
            field=models.CharField(default="", editable=False, max_length=650),
        ),
        migrations.AddField(
            model_name="office",
            name="slug",
            field=models.SlugField(default="", editable=False, max_length=100),
        ),
        migrations.AddField(
            model_name="speaker",
            name="letter_en",
            field=models.CharField(default="", editable=False, max_length=1),
        ),
        migrations.AddField(
            model_name="speaker",
            name="letter_ru",
            field=models.CharField(default="", editable=False, max_length=1),
        ),
        migrations.AddField(
            model_name="speaker",
            name="sort_en",
            field=models.CharField(default="", editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name="speaker",
            name="sort_ru",
            field=models.CharField(default="", editable=False, max_length=250),
        ),
        migrations.AddField(
            model_name="speaker",
            name="surname",
            field=models.CharField(default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="speakername",
            name="latin",
            field=models.CharField(db_index=True, default="", editable=False, max_length=550),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(speeches.models.event.DayOfYear("sort_key"), models.F("status"), models.OrderBy(models.F("sort_key"), descending=True), models.OrderBy(models.F("id"), descending=True), name="event_day_of_year"),
        ),
        migrations.AddIndex(
            model_name="office",
            index=models.Index(fields=["key"], name="office_key"),
        ),
        migrations.AddIndex(
            model_name="speaker",
            index=models.Index(condition=models.Q(("utterance_count__gt", 0), ("voice_of", None)), fields=["letter_ru", "sort_ru"], name="speaker_index_ru"),
        ),
        migrations.AddIndex(
            model_name="speaker",
            index=models.Index(condition=models.Q(("utterance_count__gt", 0), ("voice_of", None)), fields=["letter_en", "sort_en"], name="speaker_index_en"),
        ),
        migrations.AddIndex(
            model_name="speaker",
            index=models.Index(condition=models.Q(("voice_of", None)), fields=["surname"], name="speaker_surname"),
        ),
        migrations.AddIndex(
            model_name="utterance",
            index=models.Index(fields=["speaker", "event", "word_count"], name="utterance_of_speaker"),
        ),
        migrations.AddIndex(
            model_name="utterance",
            index=models.Index(fields=["event", "speaker", "classification", "word_count"], name="utterance_speakers"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
