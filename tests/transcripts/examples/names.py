"""Speakers' names: difficulties 1 to 23."""

from .heads import EN, RU

NAMES = {
    "1 initials": (
        RU + "И.Ларин: Да.\nВ. К. Дубов (газета «Маяк»): Так.\n",
        ["И.Ларин", "В. К. Дубов (газета «Маяк»)"],
    ),
    "2 a remark": (RU + "И.Ларин (обращаясь к Е.Громовой): Прошу.\n", ["И.Ларин (обращаясь к Е.Громовой)"]),
    "3 a remark with a name and an office": (
        EN + "Kari Nilsen (answering Anna Lee, Chairperson of the County Assembly): No.\n",
        ["Kari Nilsen (answering Anna Lee, Chairperson of the County Assembly)"],
    ),
    "4 an event in the remark": (
        EN + "Porter (Hands over a map.): Here.\nPorter: Done.\n",
        ["Porter (Hands over a map.)", "Porter"],
    ),
    "5 names without initials": (
        RU + "Патриарх Лука: Мир вам.\nЛи Вэй (как переведено): Спасибо.\nСалим Бен Юсуф Аль Каби: Да.\n",
        ["Патриарх Лука", "Ли Вэй (как переведено)", "Салим Бен Юсуф Аль Каби"],
    ),
    "6 nobody in particular": (
        EN + "Question: When?\nJohn Brown: Soon.\nResponse from the hall: Hurray!\nSome hon. members: Hear, hear!\n",
        ["Question", "John Brown", "Response from the hall", "Some hon. members"],
    ),
    "7 a questioner with a place": (
        EN + "Question (Bergen): When?\nQuestion from Narvik: And here?\nErik, Tromso: And us?\n",
        ["Question (Bergen)", "Question from Narvik", "Erik, Tromso"],
    ),
    "8 long at first, short after": (
        EN + "Mayor of Oslo Kari Nilsen: Good day.\nKari Nilsen: Let us go on.\n",
        ["Mayor of Oslo Kari Nilsen", "Kari Nilsen"],
    ),
    "9 a very long office": (
        EN
        + "Special Representative of the Head of the Island Republic for Harbours, Member of the Coastal Council and "
        "Minister of Foreign Trade, Shipping and Fisheries of the Outer Islands Ole Bang (retranslated): Thank you.\n",
        [
            (
                "Special Representative of the Head of the Island Republic for Harbours, Member of the Coastal "
                "Council and Minister of Foreign Trade, Shipping and Fisheries of the Outer Islands Ole Bang "
                "(retranslated)"
            )
        ],
    ),
    "10 a comma": (
        (
            f"{EN}Ole Bang, Director of the Centre for Old Ships (COS): Yes.\n"
            "Director of the Centre, Professor Ida Moe: No.\n"
        ),
        ["Ole Bang, Director of the Centre for Old Ships (COS)", "Director of the Centre, Professor Ida Moe"],
    ),
    "11 full stops": (
        EN + "Adam Z. Imre: Yes.\nA. Bang: No.\nSr Lieutenant A. Moe: Sir!\n",
        ["Adam Z. Imre", "A. Bang", "Sr Lieutenant A. Moe"],
    ),
    "12 particles and hyphens": (
        EN + "Anna van der Velde: Yes.\nOmar al-Haddad: No.\nX. Ben Tarik Al Amin: So.\n",
        ["Anna van der Velde", "Omar al-Haddad", "X. Ben Tarik Al Amin"],
    ),
    "13 capitals": (
        EN + "HEAD OF THE PRESS OFFICE AND SPOKESMAN OLE BANG: Yes.\nHealth MINISTER IDA MOE: No.\n",
        ["HEAD OF THE PRESS OFFICE AND SPOKESMAN OLE BANG", "Health MINISTER IDA MOE"],
    ),
    "14 words run together": (
        EN + "KariNilsen: Yes.\nKari Nilsen: No.\nOle BanG: So.\n",
        ["KariNilsen", "Kari Nilsen", "Ole BanG"],
    ),
    "16 one surname, two people": (RU + "А.Громов: Да.\nЕ.Громова: Нет.\n", ["А.Громов", "Е.Громова"]),
    "17 a space before the colon": (RU + "И.Ларин : Добрый день.\n", ["И.Ларин"]),
    "18 a hover card": (
        RU + "И.Ларин Ларин Иван Петрович глава города Твери : Да.\nЛ.Вэй Вэй Ли министр (как переведено) : Так.\n",
        ["И.Ларин", "Л.Вэй (как переведено)"],
    ),
    "19 the name alone": (EN + "Harbour Minister Ole Bang:\nGood day.\n", ["Harbour Minister Ole Bang"]),
    "21 capitals and a stop": (
        (
            "  Mr. BROWN. Mr. Speaker, I rise.\n  Ms. VAN DYKE of Ohio. I yield.\n"
            "  The SPEAKER pro tempore (Mr. Lee). So be it.\n"
        ),
        ["Mr. BROWN", "Ms. VAN DYKE of Ohio", "The SPEAKER pro tempore (Mr. Lee)"],
    ),
    "21 a stop and a dash": (
        "HON. J. K. MARA.- Mr. Speaker, Sir.\nHON. A. VOSA.- Vinaka.\n",
        ["HON. J. K. MARA", "HON. A. VOSA"],
    ),
    "21 surname and initials": (
        "ГОЛОВУЮЧИЙ. Прошу, Іване Петровичу.\nКОВАЛЬ І.П. Дякую.\nГНАТЮК О. С. Підтримую.\n",
        ["ГОЛОВУЮЧИЙ", "КОВАЛЬ І.П.", "ГНАТЮК О. С."],
    ),
    "21 the same in small letters": (
        (
            "Председательствующий. Прошу.\nЛарин И. П., фракция «Маяк». Спасибо.\nПредседательствующий. За?\n"
            "Ларин И. П. Я.\n"
        ),
        ["Председательствующий", "Ларин И. П., фракция «Маяк»", "Председательствующий", "Ларин И. П."],
    ),
    "22 titles as names": (
        (
            "O señor PRESIDENTE (Souto Vidal): Bos días.\nA señora SECRETARIA (Castro): Grazas.\n"
            "O señor PRESIDENTE: Moitas grazas.\n"
        ),
        ["O señor PRESIDENTE (Souto Vidal)", "A señora SECRETARIA (Castro)", "O señor PRESIDENTE"],
    ),
    "22 a chair alone": (
        "Marszałek: Otwieram.\nPoseł Jan Nowy: Panie marszałku!\nGłosy z sali: Brawo!\n",
        ["Marszałek", "Poseł Jan Nowy", "Głosy z sali"],
    ),
    "22 German": (
        (
            "Präsident Dr. Max Weber:\nGuten Morgen.\n\nBundesministerin für Bau, Verkehr und Häfen Eva Kühn: Danke.\n"
            "Abgeordneter Dr. h. c. Jan Vogt (Mitte): Nein.\n"
        ),
        [
            "Präsident Dr. Max Weber",
            "Bundesministerin für Bau, Verkehr und Häfen Eva Kühn",
            "Abgeordneter Dr. h. c. Jan Vogt (Mitte)",
        ],
    ),
    "22 Spanish": (
        (
            "La señora PRESIDENTA: Tiene la palabra.\nEl señor GARCÍA LÓPEZ: Gracias, señora presidenta.\n"
            "El señor MINISTRO DE FOMENTO (Ruiz): No.\n"
        ),
        ["La señora PRESIDENTA", "El señor GARCÍA LÓPEZ", "El señor MINISTRO DE FOMENTO (Ruiz)"],
    ),
    "22 a briefing": (
        "MS. LEE: Good afternoon.\nQ Thank you.\nMS. LEE: Sure.\nQ When?\nTHE PRESIDENT: Hello, everybody.\n",
        ["MS. LEE", "Q", "MS. LEE", "Q", "THE PRESIDENT"],
    ),
    "22 a stop and a dash in small letters": (
        (
            "Presidente. – La seduta è aperta.\nIda Moe, Director of the Port. – Madam Chair, no.\n"
            "Ole Bang (Mitte). – Ja.\n"
        ),
        ["Presidente", "Ida Moe, Director of the Port", "Ole Bang (Mitte)"],
    ),
    "15 one person, two spellings": (
        EN + "A. Bang: Yes.\nOle Bang: Yes.\nOla Bang: No.\n",
        ["A. Bang", "Ole Bang", "Ola Bang"],
    ),
    "23 two at once": (
        EN + "Anna Berg and Tom Lee: Good evening!\nAnna Berg: I am Anna.\nTom Lee: And I am Tom.\n",
        ["Anna Berg and Tom Lee", "Anna Berg", "Tom Lee"],
    ),
    "not 1 a letter that counts": (RU + "И.Ларин: Начнём.\nА. Первое условие: деньги.\n", ["И.Ларин"]),
    "not 2 a remark alone": (RU + "И.Ларин: Начнём.\n(как переведено): Да.\n", ["И.Ларин"]),
    "not 3 a sentence with a name and an office": (
        EN + "Ole Bang: Yes.\nKari Nilsen answered Anna Lee, Chairperson of the County Assembly: no.\n",
        ["Ole Bang"],
    ),
    "not 4 parentheses in a sentence": (EN + "Ole Bang: Yes.\nA porter (he carries maps): one of us.\n", ["Ole Bang"]),
    "not 5 an office that acts": (RU + "И.Ларин: Начнём.\nПатриарх сказал: мир вам.\n", ["И.Ларин"]),
    "not 6 a word that begins like a voice": (
        EN + "Ole Bang: Yes.\nQuestion time is over: we go.\nQuestionnaires are here: take one.\n",
        ["Ole Bang"],
    ),
    "not 7 a place and a sentence": (EN + "Ole Bang: Yes.\nBergen, as you know: rain.\n", ["Ole Bang"]),
    "not 8 an office and all of us": (
        EN + "Ole Bang: Yes.\nThe Mayor of Oslo and all of us: one family.\n",
        ["Ole Bang"],
    ),
    "not 9 a long sentence": (
        EN + "Ole Bang: Yes.\nSpecial attention of the Head of the Republic to harbours, and of the Council to trade, "
        "shipping and fisheries of the outer islands leads us to one thing and one thing alone: growth.\n",
        ["Ole Bang"],
    ),
    "not 10 a comma and a sentence": (EN + "Ida Moe: Yes.\nOle Bang, in short: yes.\n", ["Ida Moe"]),
    "not 11 two sentences": (EN + "Ida Moe: Yes.\nDr. Moe wrote to me. He said: no.\n", ["Ida Moe"]),
    "not 12 a particle first": (EN + "Ida Moe: Yes.\nvan der Velde is right: yes.\n", ["Ida Moe"]),
    "not 13 capitals of organisations": (EN + "Ida Moe: Yes.\nNATO and the EU: two unions.\n", ["Ida Moe"]),
    "not 14 a trade name": (EN + "Ida Moe: Yes.\nPowerPoint file number one: see it.\n", ["Ida Moe"]),
    "not 15 two people, nearly one spelling": (RU + "А.Репин: Да.\nА.Репина: Нет.\n", ["А.Репин", "А.Репина"]),
    "not 16 one person twice": (
        RU + "А.Громов: Да.\nЕ.Дубов: Нет.\nА.Громов: Да.\n",
        ["А.Громов", "Е.Дубов", "А.Громов"],
    ),
    "not 17 a space before another colon": (RU + "И.Ларин: Начнём.\nИтог : мост.\n", ["И.Ларин"]),
    "not 18 a card without a colon": (
        RU + "И.Ларин: Начнём.\nЕ.Громова Громова Елена Юрьевна министр открыла мост.\n",
        ["И.Ларин"],
    ),
    "not 19 a list's heading alone": (EN + "Ida Moe: Yes.\nContact persons:\nall of us.\n", ["Ida Moe"]),
    "not 21 a full stop in a text of colons": (
        EN + "Ida Moe: Yes.\nNATO. Yes.\nOle Bang: No.\nOSLO. It is a town.\n",
        ["Ida Moe", "Ole Bang"],
    ),
    "not 22 a chair that acts": (
        "Marszałek: Otwieram.\nMarszałek powiedział: tak.\nMarszałek: Dziękuję.\n",
        ["Marszałek", "Marszałek"],
    ),
    "not 23 two countries": (EN + "Ida Moe: Yes.\nRussia and Norway: good neighbours.\n", ["Ida Moe"]),
    "2 14 a name that is known": (RU + "И.Ларин: Начнём.\nПевцов: я согласен.\n", ["И.Ларин", "Певцов"]),
    "9 an office in small letters": (
        EN + "Ole Bang: Yes.\nDeputy head of the port authority Anna Berg: No.\n",
        ["Ole Bang", "Deputy head of the port authority Anna Berg"],
    ),
    "13 capitals of no office": (
        RU + "СУДЬЯ: Прошу.\nВОДИТЕЛЬ: Я ехал прямо.\nСУДЬЯ: Дальше.\n",
        ["СУДЬЯ", "ВОДИТЕЛЬ", "СУДЬЯ"],
    ),
    "not 13 everything in capitals": (
        (
            "СОВЕЩАНИЕ О ДОРОГАХ\n5 ОКТЯБРЯ 2024 ГОДА\nИ.ЛАРИН: НАЧНЁМ, КОЛЛЕГИ.\nСВОДКА ПО ДОРОГАМ: ДОЖДЬ.\n"
            "ПРЕДСЕДАТЕЛЬ СОВЕТА ПРИЕХАЛ К НАМ УЖЕ СЕГОДНЯ УТРОМ: НЕТ.\nИ.ЛАРИН: СПАСИБО.\n"
        ),
        ["И.ЛАРИН", "И.ЛАРИН"],
    ),
    "21 one label only": ("President. – The sitting is open.\nWe begin.\n", ["President"]),
    "not 21 a list of members": (
        "Засідання\n4 лютого 2021 року\nВідсутні:\nДУБОВ І.П.\nЛАРІН І.П.\nГРОМОВ О.П.\n",
        [],
    ),
    "not 21 a numbered list of people": ("Board\nMay 3, 2021\n1. Anna Berg: chair.\n2. Tom Lee: clerk.\n", []),
}
