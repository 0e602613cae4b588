"""Interviews, briefings, broadcasts and copies of them; what they say is made up."""

PRESS = {
    "6 21 a briefing": (
        (
            "Press Briefing by Press Secretary Anna Lee\n"
            "May 4, 2021\n"
            "James S. Brady Press Briefing Room\n"
            "1:05 P.M. EDT\n"
            "MS. LEE: Good afternoon, everybody. I have one thing at the top: the road bill.\n"
            "Q    Thank you, Anna. When will he sign?\n"
            "MS. LEE: Soon. Go ahead, Tom.\n"
            "Q    A question about the port: is it open?\n"
            "MS. LEE: It is.\n"
            "Q    And --\n"
            "MS. LEE: Let me finish. (Laughter.)\n"
            "THE PRESIDENT: Hello, everybody.\n"
            "Q    Mr. President!\n"
            "THE PRESIDENT: I've got to go.\n"
            "MR. BROWN: Thank you.\n"
            "END    1:40 P.M. EDT\n"
        ),
        ["MS. LEE", "Q", "MS. LEE", "Q", "MS. LEE", "Q", "MS. LEE", "THE PRESIDENT", "Q", "THE PRESIDENT", "MR. BROWN"],
    ),
    "6 question and answer": (
        (
            "Вопрос: Иван Петрович, когда откроют мост?\n"
            "Ответ: В мае.\n"
            "Вопрос: А дорогу?\n"
            "Ответ: Подчеркну: сроки прежние.\n"
        ),
        ["Вопрос", "Ответ", "Вопрос", "Ответ"],
    ),
    "6 the same in letters": (
        (
            "Interview with Anna Berg\n"
            "Q: When did you begin?\n"
            "A: In 1990.\n"
            "Q: And why?\n"
            "A: I had one reason: my father.\n"
        ),
        ["Q", "A", "Q", "A"],
    ),
    "6 a correspondent who becomes a letter": (
        (
            "Беседа с мэром\n"
            "Корреспондент: Иван Петрович, когда?\n"
            "И.Ларин: В мае.\n"
            "К.: А где?\n"
            "Л.: В Твери.\n"
            "К.: Спасибо.\n"
        ),
        ["Корреспондент", "И.Ларин", "К.", "К."],
    ),
    "6 letters for both": (
        (
            "Беседа с мэром\n"
            "5 мая 2020 года\n"
            "К.: Иван Петрович, когда?\n"
            "Л.: В мае. Повторю: в мае.\n"
            "К.: А где?\n"
            "Л.: В Твери.\n"
            "К.: Спасибо.\n"
            "Л.: Пожалуйста.\n"
        ),
        ["К.", "Л.", "К.", "Л.", "К.", "Л."],
    ),
    "7 a press conference": (
        (
            "Пресс-конференция\n"
            "5 октября 2024 года\n"
            "Модератор: Добрый день.\n"
            "Журналист, газета «Маяк»: Когда мост?\n"
            "И. Ларин: В мае.\n"
            "Мария Седова, «Тверские вести»: А дорога?\n"
            "И. Ларин: Причина проста: деньги.\n"
            "Из зала: Громче!\n"
            "ТАСС, Пётр Дубов: А порт?\n"
            "И. Ларин: Потом.\n"
            "Главное: терпение.\n"
            "Источник: пресс-служба\n"
        ),
        [
            "Модератор",
            "Журналист, газета «Маяк»",
            "И. Ларин",
            "Мария Седова, «Тверские вести»",
            "И. Ларин",
            "Из зала",
            "ТАСС, Пётр Дубов",
            "И. Ларин",
        ],
    ),
    "8 10 a panel that goes on by surnames": (
        (
            "Panel: Ports of Tomorrow\n"
            "May 4, 2021, Riga\n"
            "Moderator (Anna Ozola): Welcome.\n"
            "Prof. Dr. Max Weber, University of Hafen: Thank you.\n"
            "Mr Lee: Hello.\n"
            "Weber: Indeed.\n"
            "Ozola: And you, Mr Lee?\n"
            "Lee: Me too.\n"
            "Audience: (laughter)\n"
            "Conclusion: it was good.\n"
        ),
        [
            "Moderator (Anna Ozola)",
            "Prof. Dr. Max Weber, University of Hafen",
            "Mr Lee",
            "Weber",
            "Ozola",
            "Lee",
            "Audience",
        ],
    ),
    "7 a paper and initials": (
        (
            "Иван Ларин: «Мы построим мост»\n"
            "Интервью газете «Маяк»\n"
            "5 октября 2024 года\n"
            "\n"
            "«Маяк»: Иван Петрович, когда начнёте?\n"
            "И. Л.: В мае. Скажу так: скоро.\n"
            "«Маяк»: А кто строит?\n"
            "И. Л.: Наши.\n"
        ),
        ["«Маяк»", "И. Л.", "«Маяк»", "И. Л."],
    ),
    "13 two surnames in capitals": (
        ("МАЯК: Иван Петрович, когда начнёте?\nЛАРИН: В мае. Итог: скоро.\nМАЯК: А кто строит?\nЛАРИН: Наши.\n"),
        ["МАЯК", "ЛАРИН", "МАЯК", "ЛАРИН"],
    ),
    "13 a studio": (
        (
            "ВЕДУЩИЙ: Добрый вечер!\n"
            "ВЕДУЩАЯ: Добрый вечер!\n"
            "ГОСТЬ В СТУДИИ: Здравствуйте.\n"
            "ВЕДУЩИЙ: Итак, тема: дороги.\n"
            "ЗВОНОК В СТУДИЮ: Алло!\n"
            "КОРР.: Мы на месте.\n"
            "Бегущая строка: новости\n"
        ),
        ["ВЕДУЩИЙ", "ВЕДУЩАЯ", "ГОСТЬ В СТУДИИ", "ВЕДУЩИЙ", "ЗВОНОК В СТУДИЮ", "КОРР."],
    ),
    "52 times in brackets": (
        (
            "Evening show\n"
            "May 3, 2021\n"
            "[00:00:05] Anna Berg: Good evening, this is the evening show.\n"
            "[00:00:12] Tom Lee: Good evening, Anna.\n"
            "[00:01:23] Anna Berg: Today we talk about one thing: ports.\n"
            "[00:02:01] Tom Lee: Yes.\n"
        ),
        ["Anna Berg", "Tom Lee", "Anna Berg", "Tom Lee"],
    ),
    "52 times on their own lines": (
        ("0:07\nAnna Berg: Good evening.\n0:12\nTom Lee: Good evening.\nAnd to you: hello.\n1:02:03\nAnna Berg: So.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg"],
    ),
    "52 times in remarks": (
        ("Anna Berg (00:05): Good evening.\nTom Lee (00:12): Good evening, Anna.\nAnna Berg (01:23): So.\n"),
        ["Anna Berg (00:05)", "Tom Lee (00:12)", "Anna Berg (01:23)"],
    ),
    "52 times before": (
        ("00:05 Anna Berg: Good evening.\n00:12 Tom Lee: Good evening, Anna.\n01:23 Anna Berg: So.\n"),
        ["Anna Berg", "Tom Lee", "Anna Berg"],
    ),
    "6 numbered speakers": (
        ("Speaker 1: Good evening.\nSpeaker 2: Good evening.\nSpeaker 1: So.\nSpeaker 3: Yes.\n"),
        ["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 3"],
    ),
    "6 numbered speakers in Russian": (
        ("Спикер 1: Добрый вечер.\nСпикер 2: Добрый.\nСпикер 1: Итак.\nУчастник 3: Да.\n"),
        ["Спикер 1", "Спикер 2", "Спикер 1", "Участник 3"],
    ),
    "46 pictures before the names": (
        (
            "🔥🔥 Прямой эфир с мэром!\n"
            "🎙 Ведущий: Добрый вечер, друзья! ❤️\n"
            "👤 Иван Ларин: Добрый вечер! 🙌\n"
            "🎙 Ведущий: Когда мост? 🤔\n"
            "👤 Иван Ларин: В мае 👍\n"
            "👉 Подписаться: @tver\n"
        ),
        ["Ведущий", "Иван Ларин", "Ведущий", "Иван Ларин"],
    ),
    "21 parts of a play": (
        ("ANNA. Good evening.\nTOM. Good evening, Anna.\nANNA. So.\nTOM. Yes.\n"),
        ["ANNA", "TOM", "ANNA", "TOM"],
    ),
    "31 an end that nobody says": (
        ("И.Ларин: Добрый день.\nЕ.Громова: Добрый день.\nИ.Ларин: Всё.\nКонец стенограммы\n"),
        ["И.Ларин", "Е.Громова", "И.Ларин"],
    ),
    "24 26 verses": (
        (
            "Иван Ларин: Прочту стихи.\n"
            "Мороз и солнце: день чудесный!\n"
            "Ещё ты дремлешь, друг прелестный.\n"
            "Пушкин: вот кто нам нужен.\n"
            "Е. Громова: Да.\n"
        ),
        ["Иван Ларин", "Е. Громова"],
    ),
    "26 people spoken of": (
        (
            "Встреча\n"
            "5 мая 2020 года\n"
            "И.Ларин: Черчилль сказал: никогда.\n"
            "Черчилль: вот пример.\n"
            "Третий пример: Цезарь.\n"
            "Е.Громова: Понятно.\n"
        ),
        ["И.Ларин", "Е.Громова"],
    ),
    "28 votes with whole names": (
        (
            "Протокол\n"
            "5 мая 2020 года\n"
            "Председательствующий: Голосуем.\n"
            "Громов Иван - за.\n"
            "Дубов Пётр - против.\n"
            "Ларин Олег - за.\n"
            "Громов Иван - за.\n"
            "Председательствующий: Принято.\n"
        ),
        ["Председательствующий", "Председательствующий"],
    ),
    "30 chapter and verse": (
        (
            "Патриарх Лука: Читаем.\n"
            "Мф. 5:3 блаженны.\n"
            "Иоанн: в начале было слово.\n"
            "Ин. 1:1. В начале.\n"
            "Патриарх Лука: Аминь.\n"
        ),
        ["Патриарх Лука", "Патриарх Лука"],
    ),
    "30 times in speech": (
        ("Anna Berg: The bus leaves at 10:30.\n12:30 is better: yes.\n10:45: no bus.\nTom Lee: OK.\n"),
        ["Anna Berg", "Tom Lee"],
    ),
    "30 addresses": (
        ("Anna Berg: See https://example.org/a:b for more.\nhttps://example.org: see it.\nTom Lee: OK.\n"),
        ["Anna Berg", "Tom Lee"],
    ),
    "13 everything in capitals": (
        (
            "СОВЕЩАНИЕ О ДОРОГАХ\n"
            "5 ОКТЯБРЯ 2024 ГОДА\n"
            "И.ЛАРИН: ДОБРЫЙ ДЕНЬ, КОЛЛЕГИ!\n"
            "Е.ГРОМОВА: СПАСИБО. СКАЖУ ТАК: НЕТ.\n"
            "ПОДЧЕРКНУ: НЕТ.\n"
            "И.ЛАРИН: ХОРОШО.\n"
        ),
        ["И.ЛАРИН", "Е.ГРОМОВА", "И.ЛАРИН"],
    ),
    "1 transliteration": (
        (
            "Soveshchanie o dorogakh\n"
            "5 October 2024\n"
            "I.Larin: Dobryi den, kollegi!\n"
            "E.Gromova: Spasibo.\n"
            "Podcherknu: sroki prezhnie.\n"
            "I.Larin: Khorosho.\n"
        ),
        ["I.Larin", "E.Gromova", "I.Larin"],
    ),
}
