"""The access log: what of rights is noted, and who reads it."""

from django.contrib.auth.models import Group, Permission

from speeches.models import AccessEntry

from .rows import PASSWORD, RootTestCase, form_data, make_user
from .test_password_reset import NEW_PASSWORD


class RightsTests(RootTestCase):
    def save(self, path, **changes):
        response = self.client.post(path, {**form_data(self.client.get(path)), **changes})
        self.assertEqual(response.status_code, 302, getattr(response, "context", None) and response.context["errors"])

    def entry(self):
        return AccessEntry.objects.latest("id")

    def test_a_new_account_is_noted_with_who_made_it(self):
        made = {"username": "vera", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        self.save("/admin/auth/user/add/", **made, usable_password="true")
        entry = self.entry()
        self.assertEqual(
            (entry.kind, entry.name, entry.by, entry.user.username), ("account-made", "vera", self.root, "vera")
        )
        self.assertEqual(entry.details, {"username": [None, "vera"], "is_active": [None, True]})
        self.assertNotIn("quiet", str(AccessEntry.objects.values()))

    def test_what_of_an_accounts_rights_changed_is_noted(self):
        anna = make_user("anna", group="Editors")
        right = Permission.objects.get(codename="publish_event")
        publishers = Group.objects.get(name="Publishers")
        path = f"/admin/auth/user/{anna.pk}/change/"
        self.save(path, is_superuser="on", groups=[publishers.pk], user_permissions=[right.pk])
        self.assertEqual(
            self.entry().details,
            {
                "is_superuser": [False, True],
                "groups": [["Editors"], ["Publishers"]],
                "user_permissions": [[], [str(right)]],
            },
        )
        self.save(path, first_name="Анна")
        self.assertEqual(AccessEntry.objects.count(), 1)

    def test_what_a_group_may_is_noted(self):
        right = Permission.objects.get(codename="publish_event")
        self.save("/admin/auth/group/add/", name="Guests", permissions=[right.pk])
        group = Group.objects.get(name="Guests")
        self.save(f"/admin/auth/group/{group.pk}/change/", permissions=[])
        self.client.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"})
        self.assertEqual(
            list(AccessEntry.objects.order_by("id").values_list("kind", "name", "details")),
            [
                ("group-made", "Guests", {"name": [None, "Guests"], "permissions": [None, [str(right)]]}),
                ("group-changed", "Guests", {"permissions": [[str(right)], []]}),
                ("group-deleted", "Guests", {}),
            ],
        )

    def test_a_deleted_account_leaves_its_name(self):
        for name, path, data in (
            ("anna", "/admin/auth/user/{}/delete/", {"post": "yes"}),
            ("vera", "/admin/auth/user/", {"post": "yes", "action": "delete_selected"}),
        ):
            user = make_user(name)
            self.client.post(path.format(user.pk), {**data, "_selected_action": [user.pk]})
            entry = self.entry()
            self.assertEqual((entry.kind, entry.name, entry.user, entry.by), ("account-deleted", name, None, self.root))

    def test_a_password_given_to_somebody_is_noted(self):
        anna = make_user("anna")
        path = f"/admin/auth/user/{anna.pk}/password/"
        self.client.post(path, {"password1": "1", "password2": "2", "usable_password": "true"})
        self.assertEqual(AccessEntry.objects.count(), 0)
        self.client.post(path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"})
        self.assertEqual((self.entry().kind, self.entry().user, self.entry().by), ("password-changed", anna, self.root))

    def test_rights_of_other_applications_are_not_offered_and_not_lost(self):
        page = self.client.get("/en/admin/auth/group/add/").content.decode()
        self.assertIn("Can publish and withdraw events", page)
        for words in ("session", "log entry", "access attempt", "static token"):
            self.assertNotIn(f"Can add {words}", page)


class ReadingTests(RootTestCase):
    def test_the_list_says_what_changed_in_the_readers_language(self):
        anna = make_user("anna", group="Editors")
        self.client.post("/admin/login/", {"username": "anna", "password": "no"}, REMOTE_ADDR="198.51.100.7")
        details = {"is_superuser": [False, True], "groups": [[], ["<b>"]], "gone": ["", "x"]}
        AccessEntry.objects.create(kind="account-changed", user=anna, name="anna", by=self.root, details=details)
        page = self.client.get("/en/admin/speeches/accessentry/").content.decode()
        for words in ("Superuser status: No → Yes".lower(), "groups: – → &lt;b&gt;", "gone: – → x", "198.51.100.7"):
            self.assertIn(words, page.replace("Yes", "yes").replace("No →", "no →").replace("Superuser", "superuser"))
        self.assertIn("could not sign in", page)

    def test_editors_and_publishers_do_not_read_it(self):
        for group in ("Editors", "Publishers"):
            self.client.force_login(make_user(group.lower(), group=group))
            self.assertEqual(self.client.get("/admin/speeches/accessentry/").status_code, 403)
            self.assertNotContains(self.client.get("/admin/"), "accessentry")

    def test_a_list_of_many_costs_what_a_short_one_does(self):
        self.client.post("/admin/login/", {"username": "root", "password": PASSWORD})
        few = self.queries("/admin/speeches/accessentry/")
        for _ in range(20):
            AccessEntry.objects.create(kind="failed", by=self.root, user=self.root)
        self.assertEqual(self.queries("/admin/speeches/accessentry/"), few)
