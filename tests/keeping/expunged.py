"""Publish what must not be known, in every form an archive has, and expunge it: python -m tests.keeping.expunged."""

from __future__ import annotations

import os

SECRET = "телефон 5550199477"
TEXT = f"""Встреча о мостах
1 марта 2026 года

Анна Ветрова: Мост готов. Мой {SECRET}, звоните.
Спасибо.
Борис Мостов: Запишу: {SECRET}.
"""


def main() -> None:
    from io import BytesIO

    from speeches.exports.releases import make_release
    from speeches.ingest import import_bytes
    from speeches.ingest.attaching import take_file
    from speeches.ingest.editing import edit_text, text_of
    from speeches.models import Event, Note, expunge

    event = import_bytes(TEXT.encode(), "мосты.txt", publish=True).event
    file = event.files.create(**take_file(BytesIO(TEXT.encode()), "протокол.txt").columns)
    make_release()
    edit_text(event, text_of(event).replace("Мост готов", "Мост открыт"))
    Note.objects.create(event=event, text=f"Убрать: {SECRET}")
    expunge(Event.objects.get(), SECRET, reason="Личное.", files=[file.sha256])


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
