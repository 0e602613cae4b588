"""Sentences of the stock admin that Russian cannot complete with a noun as it stands: "Изменить реплика".

Naming them here lets our catalog translate them otherwise; nothing else uses this module.
"""

from django.utils.translation import gettext_noop

STOCK = (
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("View %s"),
    gettext_noop("Select %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("Add %(name)s"),
    gettext_noop("Add another %(verbose_name)s"),
    gettext_noop("Delete selected %(verbose_name_plural)s"),
)
