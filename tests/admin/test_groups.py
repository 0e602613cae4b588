"""Editors write, publishers also publish; made by a migration that can be undone."""

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import TestCase, TransactionTestCase

from speeches.models import publish

from .rows import make_event, make_turns, make_user, url

WRITTEN = ("event", "utterance", "speaker", "tag", "place")
LOOKED_AT = ("source", "import", "change", "redirect")


class GroupsTests(TestCase):
    def test_editors_write_everything_and_delete_nothing_but_spellings(self):
        anna = make_user("anna", group="Editors")
        for model in WRITTEN:
            for verb, may in (("view", True), ("add", True), ("change", True), ("delete", False)):
                with self.subTest(model=model, verb=verb):
                    self.assertEqual(anna.has_perm(f"speeches.{verb}_{model}"), may)
        self.assertTrue(anna.has_perm("speeches.delete_speakername"))
        self.assertFalse(anna.has_perm("speeches.publish_event"))

    def test_editors_look_at_the_rest(self):
        anna = make_user("anna", group="Editors")
        for model in LOOKED_AT:
            for verb, may in (("view", True), ("add", False), ("change", False), ("delete", False)):
                with self.subTest(model=model, verb=verb):
                    self.assertEqual(anna.has_perm(f"speeches.{verb}_{model}"), may)

    def test_publishers_do_what_editors_do_publish_and_delete_drafts(self):
        editors, publishers = (
            set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
            for name in ("Editors", "Publishers")
        )
        more = {
            "publish_event",
            "delete_event",
            "delete_utterance",
            "undo_import",
            "change_proposal",
            "merge_tag",
            "delete_report",
            "merge_speaker",
            "undo_act",
            "add_sitetext",
            "change_sitetext",
        }
        self.assertEqual(publishers - editors, more)
        self.assertEqual(editors - publishers, set())

    def test_editors_leave_notes_share_drafts_and_propose(self):
        anna = make_user("anna", group="Editors")
        may = ("add_note", "view_note", "add_draftlink", "change_draftlink", "add_proposal", "view_proposal")
        may_not = ("change_note", "delete_note", "delete_draftlink", "change_proposal", "delete_proposal")
        self.assertEqual([name for name in (*may, *may_not) if anna.has_perm(f"speeches.{name}")], list(may))

    def test_nobody_of_them_manages_accounts(self):
        boris = make_user("boris", group="Publishers")
        self.assertFalse(boris.has_module_perms("auth"))

    def test_what_an_editor_may_not_do_is_not_offered(self):
        self.client.force_login(make_user("anna", group="Editors"))
        event = make_event()
        make_turns(event, 1)
        publish(event)
        response = self.client.get(url("change", event))
        self.assertNotContains(response, "deletelink")
        self.assertEqual(self.client.post(url("delete", event), {"post": "yes"}).status_code, 403)

    def test_whoever_may_only_look_is_shown_everything_and_offered_nothing(self):
        viewer = make_user("viewer")
        viewer.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
        self.client.force_login(viewer)
        event = make_event()
        turn = make_turns(event, 1)[0]
        for obj in (event, turn):
            with self.subTest(obj=obj):
                response = self.client.get(url("change", obj))
                self.assertContains(response, "Слово номер 1.")
                self.assertNotContains(response, 'name="_save"')
                self.assertEqual(self.client.post(url("change", obj), {}).status_code, 403)


class MigrationTests(TransactionTestCase):
    def migrate(self, name):
        executor = MigrationExecutor(connection)
        executor.migrate([("speeches", name)])

    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_it_makes_its_own_permissions_and_can_be_undone(self):
        self.migrate("0001_initial")
        self.assertFalse(Group.objects.exists())
        Permission.objects.filter(content_type__app_label="speeches").delete()
        self.migrate("0002_groups")
        self.assertEqual(Group.objects.count(), 2)
        self.assertTrue(Group.objects.get(name="Publishers").permissions.filter(codename="publish_event").exists())

    def test_a_group_of_that_name_keeps_what_it_has(self):
        self.migrate("0001_initial")
        other = Permission.objects.exclude(content_type__app_label="speeches").first()
        Group.objects.create(name="Editors").permissions.add(other)
        self.migrate("0002_groups")
        self.assertIn(other, Group.objects.get(name="Editors").permissions.all())
