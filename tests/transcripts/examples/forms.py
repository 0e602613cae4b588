"""Labels in other forms than a colon, and what only looks so."""

FORMS = {
    "20 bold by stars": (
        (
            "# Interview\n"
            "\n"
            "**Anna Berg:** Good evening.\n"
            "\n"
            "**Tom Lee:** Good evening, Anna. **One thing:** hello.\n"
            "\n"
            "**Anna Berg**: So.\n"
            "\n"
            "**Note:** this was cut.\n"
        ),
        ["Anna Berg", "Tom Lee", "Anna Berg"],
    ),
    "20 bold by other marks": (
        ("*Anna Berg:* Good evening.\n*Tom Lee:* Good evening, Anna.\n__Anna Berg:__ So.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg"],
    ),
    "21 angle brackets": (
        ("<Anna Berg> Good evening.\n<Tom Lee> Good evening, Anna.\n<Anna Berg> So.\n<Tom Lee> Yes: so.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg", "Tom Lee"],
    ),
    "21 square brackets and colons": (
        ("[Anna Berg]: Good evening.\n[Tom Lee]: Good evening, Anna.\n[Anna Berg]: So.\n[Tom Lee]: Yes.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg", "Tom Lee"],
    ),
    "21 the wide colon": (
        ("Anna Berg：Good evening.\nTom Lee：Good evening, Anna.\nAnna Berg：So we begin.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg"],
    ),
    "21 a hyphen": (
        (
            "ANNA BERG - Good evening.\n"
            "TOM LEE - Good evening, Anna - and all.\n"
            "ANNA BERG - So we begin.\n"
            "TOM LEE - Yes.\n"
        ),
        ["ANNA BERG", "TOM LEE", "ANNA BERG", "TOM LEE"],
    ),
    "21 a dash": (
        (
            "Anna Berg — Good evening.\n"
            "Tom Lee — Good evening, Anna — and all.\n"
            "Anna Berg — So we begin.\n"
            "Tom Lee — Yes.\n"
        ),
        ["Anna Berg", "Tom Lee", "Anna Berg", "Tom Lee"],
    ),
    "21 a tab": (
        ("Anna Berg\tGood evening.\nTom Lee\tGood evening, Anna.\nAnna Berg\tSo we begin.\nTom Lee\tYes.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg", "Tom Lee"],
    ),
    "21 numbers before": (
        ("1. Anna Berg: Good evening.\n2. Tom Lee: Good evening, Anna.\n3. Anna Berg: So.\n4. Tom Lee: Yes.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg", "Tom Lee"],
    ),
    "52 captions of a film": (
        (
            "WEBVTT\n"
            "\n"
            "00:00:01.000 --> 00:00:04.000\n"
            "<v Anna Berg>Good evening.\n"
            "\n"
            "00:00:04.000 --> 00:00:06.000\n"
            "<v Tom Lee>Good evening, Anna.\n"
        ),
        ["Anna Berg", "Tom Lee"],
    ),
    "19 labels alone, speech indented": (
        ("Совет\r\n5 мая 2020 года\r\nИ.Ларин:\r\n\tНачнём.\r\n\tДа.\r\nЕ.Громова:\r\n\tХорошо.\r\n"),
        ["И.Ларин", "Е.Громова"],
    ),
    "not 21 brackets that cannot be decided": (
        ("[Anna Berg] Good evening.\n[Tom Lee] Good evening, Anna.\n[Anna Berg] So.\n"),
        [],
    ),
    "not 21 dashes of definitions": (
        ("Наш город\nМосква — столица России.\nТверь — город на Волге.\nНева — река.\nМосква — город.\n"),
        [],
    ),
    "not 21 tabs of a table": (
        ("Results\nAnna Berg\t12\nTom Lee\t14\nIda Moe\t8\n"),
        [],
    ),
    "not 52 a programme": (
        (
            "Programme\n"
            "May 3, 2021\n"
            "10:00 Opening\n"
            "10:30 Anna Berg: Ports of tomorrow\n"
            "11:00 Tom Lee: Roads of tomorrow\n"
            "12:00 Lunch\n"
        ),
        [],
    ),
    "not 36 names in brackets": (
        (
            "Встреча\n"
            "5 мая 2020 года\n"
            "И.Ларин: Начнём.\n"
            "[Теперь] о дорогах. [Мы] идём дальше.\n"
            "[Порт Тверь] построен.\n"
            "[Порт Тверь] работает.\n"
            "Е.Громова: Да.\n"
        ),
        ["И.Ларин", "Е.Громова"],
    ),
    "not 21 a list": (
        ("List of members\nBerg, Anna\nLee, Tom\nContact: 12-34\nAddress: Oslo\n"),
        [],
    ),
    "52 names and times that cannot be decided": (
        (
            "Anna Berg 00:05\n"
            "Good evening, this is a show.\n"
            "Tom Lee 00:12\n"
            "Good evening, Anna.\n"
            "Anna Berg 01:23\n"
            "So we begin.\n"
        ),
        [],
    ),
    "not 1 a dialogue by dashes": (
        (
            "Интервью с зодчим\n"
            "Иван Ларин рассказал о мостах.\n"
            "5 октября 2024 года\n"
            "– Иван Петрович, как вы начинали?\n"
            "– Случайно. Отец был зодчим.\n"
            "Мы жили в Твери.\n"
            "– А потом?\n"
            "– Потом была учёба: пять лет.\n"
            "– Спасибо за беседу!\n"
        ),
        [],
    ),
    "not 20 bold questions": (
        (
            "Anna Berg, architect, talks to us about bridges.\n"
            "\n"
            "**When did you begin?**\n"
            "In 1990.\n"
            "\n"
            "**And why?**\n"
            "My father: he built bridges.\n"
        ),
        [],
    ),
    "32 an address without a label": (
        (
            "Обращение главы города\n"
            "31 декабря 2023 года\n"
            "Тверь\n"
            "Дорогие друзья!\n"
            "Поздравляю вас с наступающим Новым годом.\n"
            "Желаю одного: здоровья.\n"
            "С праздником!\n"
            "Конец стенограммы\n"
        ),
        [],
    ),
    "not 12 everything small": (
        ("anna berg: good evening.\ntom lee: good evening, anna.\nanna berg: so: we begin.\ntom lee: yes.\n"),
        [],
    ),
    "30 a telegram": (
        ("Telegram\nTo: Anna Berg\nFrom: Tom Lee\nDate: May 3, 2021\nSubject: Roads\nDear Anna, we thank you.\n"),
        [],
    ),
    "51 labels inside paragraphs": (
        (
            "Совещание\n"
            "5 октября 2024 года\n"
            "И.Ларин: Добрый день! Начнём. Е.Громова: Спасибо. Мы готовы. И.Ларин: Хорошо.\n"
            "Е.Громова: Тогда я начну с мостов.\n"
        ),
        ["И.Ларин", "Е.Громова"],
    ),
}
