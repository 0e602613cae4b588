import datetime
from unittest import mock

from django.test import TestCase
from django.utils import timezone

from speeches.models import Change, Event, SiteVersion, Speaker, current_version, publish, withdraw
from speeches.models.version import forget_version


class PublicationTests(TestCase):
    def setUp(self):
        self.event = Event.objects.create(title="Встреча с учителями", start_date=datetime.date(2024, 10, 5))
        self.speaker = Speaker.objects.create(name_ru="Анна Ли")
        self.event.utterances.create(position=1, text="Здравствуйте!", speaker=self.speaker)

    def test_a_published_event_is_seen_and_its_speaker_counted(self):
        self.assertFalse(Event.objects.published().exists())
        publish(self.event)
        self.assertEqual(Event.objects.published().get(), self.event)
        self.speaker.refresh_from_db()
        self.assertEqual((self.speaker.utterance_count, self.speaker.event_count), (1, 1))

    def test_it_is_announced_once(self):
        publish(self.event)
        publish(self.event)
        self.assertEqual([change.kind for change in Change.objects.order_by("id")], ["added", "corrected"])

    def test_publishing_is_no_update(self):
        self.assertFalse(publish(self.event).is_updated)

    def test_it_counts_as_published_when_it_first_was(self):
        first = publish(self.event).published_at
        withdraw(self.event, reason="ошибка в дате")
        self.assertEqual(publish(self.event).published_at, first)

    def test_a_time_gone_by_is_kept(self):
        stamp = timezone.now() - datetime.timedelta(days=400)
        published = publish(self.event, at=stamp)
        self.assertEqual((published.status, published.published_at), ("published", stamp))

    def test_a_withdrawn_event_leaves_its_reason_and_no_count(self):
        publish(self.event)
        withdrawn = withdraw(self.event, reason=" ошибка в дате ")
        self.assertFalse(Event.objects.published().exists())
        self.assertEqual((withdrawn.status, withdrawn.withdrawal_reason), ("withdrawn", "ошибка в дате"))
        self.assertEqual(Change.objects.first().kind, "withdrawn")
        self.speaker.refresh_from_db()
        self.assertEqual(self.speaker.utterance_count, 0)

    def test_what_readers_never_saw_becomes_a_draft_again(self):
        publish(self.event, at=timezone.now() + datetime.timedelta(days=1))
        again = withdraw(self.event, reason="не сегодня")
        self.assertEqual((again.status, again.published_at), ("draft", None))
        self.assertFalse(Change.objects.exists())

    def test_a_withdrawal_needs_a_reason(self):
        publish(self.event)
        with self.assertRaises(ValueError):
            withdraw(self.event, reason="  ")
        self.assertTrue(Event.objects.published().exists())


class DueTests(TestCase):
    def setUp(self):
        self.now = timezone.now()
        self.event = Event.objects.create(title="Завтра")
        publish(self.event, at=self.now + datetime.timedelta(hours=1))
        forget_version()

    def test_a_time_to_come_is_scheduled(self):
        self.event.refresh_from_db()
        self.assertEqual(self.event.status, "scheduled")
        current_version()
        self.assertFalse(Event.objects.published().exists())

    def test_whoever_reads_the_version_next_publishes_what_is_due(self):
        before = current_version()
        forget_version()
        with mock.patch("django.utils.timezone.now", return_value=self.now + datetime.timedelta(hours=2)):
            after = current_version()
        self.assertEqual(Event.objects.published().get(), self.event)
        self.assertGreater(after, before)
        self.assertEqual(Change.objects.get().kind, "added")

    def test_the_version_is_read_once_a_second(self):
        current_version()
        with self.assertNumQueries(0):
            current_version()

    def test_another_process_is_heard_after_a_second(self):
        number = current_version()
        SiteVersion.objects.update(number=number + 5)
        with mock.patch("time.monotonic", return_value=__import__("time").monotonic() + 2):
            self.assertEqual(current_version(), number + 5)


class TranslationListTests(TestCase):
    """A list shows each event once, in the reader's language where there is one."""

    def setUp(self):
        self.russian = self.publish("Переговоры", "ru")
        self.english = self.publish("Talks", "en", translation_of=self.russian)
        self.polish = self.publish("Rozmowy", "pl", translation_of=self.russian)
        self.alone = self.publish("Sitzung", "de")

    def publish(self, title, language, **values):
        return publish(Event.objects.create(title=title, language=language, **values))

    def shown(self, language):
        return set(Event.objects.published().once_a_translation(language))

    def test_each_reader_sees_the_own_language(self):
        self.assertEqual(self.shown("ru"), {self.russian, self.alone})
        self.assertEqual(self.shown("en"), {self.english, self.alone})

    def test_without_the_readers_language_the_original_is_shown(self):
        withdraw(self.english, reason="a test")
        self.assertEqual(self.shown("en"), {self.russian, self.alone})

    def test_without_the_original_the_oldest_translation_is_shown(self):
        withdraw(self.russian, reason="a test")
        self.assertEqual(self.shown("ru"), {self.english, self.alone})

    def test_other_languages_name_each_other(self):
        self.assertEqual(self.english.other_languages(), [self.russian, self.polish])
        self.assertEqual(self.russian.other_languages(), [self.english, self.polish])
        self.assertEqual(self.alone.other_languages(), [])
