from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SpeechesConfig(AppConfig):
    name = "speeches"
    verbose_name = _("Speeches")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .search import install_index, uninstall_index

        pre_migrate.connect(uninstall_index, sender=self, dispatch_uid="speeches.search.no-index")
        post_migrate.connect(install_index, sender=self, dispatch_uid="speeches.search.index")


class DeskConfig(AdminConfig):
    default_site = "speeches.desk_site.DeskSite"
