"""Records in the manner of parliaments of the Continent; what they say is made up."""

PARLIAMENTS = {
    "21 22 a lower house of today": (
        (
            "ГОСУДАРСТВЕННАЯ ДУМА\n"
            "СТЕНОГРАММА ЗАСЕДАНИЯ\n"
            "12 марта 2024 года\n"
            "Здание на Охотном Ряду. Большой зал.\n"
            "10 часов 00 минут.\n"
            "Председательствует Председатель Думы П. П. Рябов\n"
            "Председательствующий. Уважаемые коллеги, доброе утро! Прошу зарегистрироваться.\n"
            "Включите режим регистрации. Покажите результаты.\n"
            "РЕЗУЛЬТАТЫ РЕГИСТРАЦИИ (10 час. 00 мин. 15 сек.)\n"
            "Присутствует           442 чел.            98,2 %\n"
            "Отсутствует            8 чел.              1,8 %\n"
            "Результат: кворум есть\n"
            "Председательствующий. Кворум есть. Коллеги, есть предложения по повестке? Ларин Иван Пет"
            "рович.\n"
            "Ларин И. П., фракция «Маяк».\n"
            "Уважаемый Пётр Петрович, уважаемые коллеги! Прошу перенести пункт 4.\n"
            "Председательствующий. Спасибо. Громова Елена Юрьевна, пожалуйста.\n"
            "Громова Е. Ю., председатель Комитета Думы по дорогам. Поддерживаем.\n"
            "ИЗ ЗАЛА. (Не слышно.)\n"
            "Председательствующий. Не надо выкрикивать с места.\n"
            "Кузнецов-Речной А. Б. Спасибо, Пётр Петрович. Вопрос такой: когда?\n"
            "Председательствующий. Кто за? Прошу голосовать.\n"
            "РЕЗУЛЬТАТЫ ГОЛОСОВАНИЯ (10 час. 12 мин. 40 сек.)\n"
            "Проголосовало за       401 чел.            89,1 %\n"
            "Результат: принято\n"
            "Председательствующий. Принимается. Заседание закрыто.\n"
        ),
        [
            "Председательствующий",
            "Председательствующий",
            "Ларин И. П., фракция «Маяк»",
            "Председательствующий",
            "Громова Е. Ю., председатель Комитета Думы по дорогам",
            "ИЗ ЗАЛА",
            "Председательствующий",
            "Кузнецов-Речной А. Б.",
            "Председательствующий",
            "Председательствующий",
        ],
    ),
    "21 a lower house without the chair's title": (
        (
            "Хроника заседания Государственной Думы 21 мая 2025 года\n"
            "\n"
            "Здание Государственной Думы. Большой зал.\n"
            "21 мая 2025 года. 12 часов.\n"
            "Председательствует Володарский В. В.\n"
            "\n"
            "Володарский В. В. Добрый день, коллеги! Продолжаем работу.\n"
            "Иванцов И. И., фракция «ЗАРЯ». Уважаемые коллеги! Прошу вас поддержать.\n"
            "Нам нужно: дороги, мосты, порты.\n"
            "Володарский В. В. Пожалуйста, Сергей Сергеевич Дубов, «Маяк».\n"
            "Дубов С. С., фракция «Маяк». Уважаемый Вячеслав Вячеславович! А. С. Пушкин писал: «Мороз"
            " и солнце».\n"
            "Мы поддержим.\n"
            "Володарский В. В. Спасибо.\n"
        ),
        [
            "Володарский В. В.",
            "Иванцов И. И., фракция «ЗАРЯ»",
            "Володарский В. В.",
            "Дубов С. С., фракция «Маяк»",
            "Володарский В. В.",
        ],
    ),
    "21 an upper house": (
        (
            "СТЕНОГРАММА\n"
            "пятисотого заседания Палаты регионов\n"
            "\n"
            "15 марта 2022 года\n"
            "\n"
            "Председательствует\n"
            "Председатель Палаты\n"
            "В.И. Матвеенская\n"
            "\n"
            "Председательствующий. Коллеги, прошу всех присутствующих подготовиться к регистрации. Ид"
            "ет регистрация. Прошу огласить результаты.\n"
            "\n"
            "Результаты регистрации (10 час. 03 мин. 16 сек.)\n"
            "Присутствует 142 чел. 83,5%\n"
            "\n"
            "Председательствующий. Кворум есть.\n"
            "Слово предоставляется Андрею Кирилловичу Исаенко.\n"
            "А.К. Исаенко, представитель в Палате от исполнительного органа государственной власти Тв"
            "ерской области.\n"
            "Спасибо, уважаемая Валентина Ивановна.\n"
            "Уважаемые коллеги, вопрос простой.\n"
            "Председательствующий. Спасибо. Вопросы есть?\n"
            "С.П. Цекавый. Есть!\n"
            "Председательствующий. Пожалуйста.\n"
            "Из зала. Поддержать!\n"
            "Председательствующий. Спасибо.\n"
        ),
        [
            "Председательствующий",
            "Председательствующий",
            "А.К. Исаенко, представитель в Палате от исполнительного органа государственной власти Тверской области",
            "Председательствующий",
            "С.П. Цекавый",
            "Председательствующий",
            "Из зала",
            "Председательствующий",
        ],
    ),
    "21 a chamber with clock times": (
        (
            "ЗАСІДАННЯ ДЕВ'ЯТЕ\n"
            "Сесійний зал Верховної Ради\n"
            "4 лютого 2021 року, 10:00 година\n"
            "Веде засідання Голова Ради Д.О.РАЗУМНИЙ\n"
            "\n"
            "ГОЛОВУЮЧИЙ. Шановні народні депутати, прошу заходити до сесійного залу та реєструватися."
            "\n"
            "10:02:15\n"
            "За - 301\n"
            "Рішення прийнято.\n"
            "ГОЛОВУЮЧИЙ. В залі зареєстровано 301 депутат. Слово надається Івану Петровичу Крулю.\n"
            "10:05:40\n"
            "КРУЛЬ І.П.\n"
            "Шановні колеги, я пропоную таке: підтримати.\n"
            "ГОЛОВУЮЧИЙ. Дякую.\n"
            "СКОРИК-ЛЕВКО Н.І. Дякую, шановний головуючий. Прошу підтримати.\n"
            "ШЕВЕЛЬ О. О. (Мовою оригіналу). Спасибо.\n"
            "ІЗ ЗАЛУ. (Не чути).\n"
            "ГОЛОВУЮЧИЙ. Закрито засідання.\n"
        ),
        [
            "ГОЛОВУЮЧИЙ",
            "ГОЛОВУЮЧИЙ",
            "КРУЛЬ І.П.",
            "ГОЛОВУЮЧИЙ",
            "СКОРИК-ЛЕВКО Н.І.",
            "ШЕВЕЛЬ О. О.",
            "ІЗ ЗАЛУ",
            "ГОЛОВУЮЧИЙ",
        ],
    ),
    "21 an assembly of old": (
        (
            "Председательствующий (Ларин И.П.). Товарищи! Слово имеет товарищ Громов.\n"
            "Громов. Товарищи депутаты! Скажу прямо: надо.\n"
            "(Аплодисменты.)\n"
            "Председательствующий. Спасибо.\n"
            "Голос с места. Правильно!\n"
            "Дубов П.С., г. Тверь. Товарищи!\n"
            "Председательствующий. Слово для справки.\n"
        ),
        [
            "Председательствующий (Ларин И.П.)",
            "Громов",
            "Председательствующий",
            "Голос с места",
            "Дубов П.С., г. Тверь",
            "Председательствующий",
        ],
    ),
    "21 offices in capitals": (
        (
            "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Уважаемые депутаты, начнём.\n"
            "ДЕПУТАТ АСАНОВ А.К. Спасибо.\n"
            "МИНИСТР ФИНАНСОВ БЕКОВ Т.Ж. Ответ такой: нет.\n"
            "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Хорошо.\n"
        ),
        ["ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ", "ДЕПУТАТ АСАНОВ А.К.", "МИНИСТР ФИНАНСОВ БЕКОВ Т.Ж.", "ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ"],
    ),
    "22 a federal chamber": (
        (
            "Plenarprotokoll 30/12\n"
            "Deutscher Bundestag\n"
            "Stenografischer Bericht\n"
            "12. Sitzung\n"
            "Berlin, Mittwoch, den 5. Mai 2021\n"
            "Beginn: 13.00 Uhr\n"
            "\n"
            "Präsident Dr. Nils Berg:\n"
            "Guten Tag, liebe Kolleginnen und Kollegen! Die Sitzung ist eröffnet.\n"
            "Ich rufe den Tagesordnungspunkt 1 auf:\n"
            "Befragung der Bundesregierung\n"
            "Das Wort hat der Bundesminister der Finanzen, Jens Holt.\n"
            "Jens Holt, Bundesminister der Finanzen:\n"
            "Herr Präsident! Meine Damen und Herren! Wir tun drei Dinge: Wir sparen, wir bauen, wir l"
            "ernen.\n"
            "(Beifall bei der XYZ – Zuruf von der ABC: Hört! Hört!)\n"
            "Und noch eines: Wir hören zu.\n"
            "Vizepräsidentin Petra Kuhl:\n"
            "Vielen Dank. – Nächster Redner ist der Kollege Vogt.\n"
            "(Heiterkeit bei Abgeordneten der ABC)\n"
            "Dr. Max Vogt (XYZ):\n"
            "Frau Präsidentin! Liebe Kolleginnen und Kollegen! Goethe sagt: „Mehr Licht!“\n"
            "(Dr. Eva Stein [ABC]: Das stimmt!)\n"
            "– Ja, das stimmt.\n"
            "Eva Stein (ABC):\n"
            "Danke.\n"
            "Vizepräsidentin Petra Kuhl:\n"
            "Ich schließe die Sitzung.\n"
            "(Schluss: 14.05 Uhr)\n"
            "Anlage 1\n"
            "Liste der entschuldigten Abgeordneten\n"
            "Abel, Jan\n"
            "XYZ\n"
        ),
        [
            "Präsident Dr. Nils Berg",
            "Jens Holt, Bundesminister der Finanzen",
            "Vizepräsidentin Petra Kuhl",
            "Dr. Max Vogt (XYZ)",
            "Eva Stein (ABC)",
            "Vizepräsidentin Petra Kuhl",
        ],
    ),
    "22 a chamber with factions": (
        (
            "Dr. Anna Berg (ABC): Herr Präsident! Meine Damen und Herren! Wir sagen: Ja!\n"
            "(Beifall)\n"
            "Präsident Max Vogt: Danke. – Das Wort hat nun Frau Stein.\n"
            "Frau Stein (XYZ): Danke, Herr Präsident. Zur Sache: Nein.\n"
            "Zuruf von der ABC: Bravo!\n"
            "Parl. Staatssekretär Jan Holm: Gern.\n"
            "Max Vogt: Bitte.\n"
            "Zur Geschäftsordnung: Danke.\n"
        ),
        [
            "Dr. Anna Berg (ABC)",
            "Präsident Max Vogt",
            "Frau Stein (XYZ)",
            "Zuruf von der ABC",
            "Parl. Staatssekretär Jan Holm",
            "Max Vogt",
        ],
    ),
    "22 a chamber with an untitled chair": (
        (
            "Sprawozdanie Stenograficzne\n"
            "z 3. posiedzenia Sejmu\n"
            "14 stycznia 2020 r.\n"
            "(Początek posiedzenia o godz. 10 min 02)\n"
            "(Na posiedzeniu przewodniczą marszałek Sejmu Jan Kowal oraz wicemarszałkowie Anna Lis i "
            "Ewa Mak)\n"
            "\n"
            "Marszałek:\n"
            "Wznawiam posiedzenie.\n"
            "(Oklaski)\n"
            "Proszę państwa posłów o zajęcie miejsc.\n"
            "Głos ma pan poseł Jan Nowak.\n"
            "Poseł Jan Nowak:\n"
            "Panie Marszałku! Wysoka Izbo! Pytam: dlaczego?\n"
            "(Oklaski)\n"
            "(Poseł Piotr Zając: Wstyd!)\n"
            "Dziękuję.\n"
            "Wicemarszałek Anna Lis:\n"
            "Dziękuję, panie pośle.\n"
            "Sekretarz Stanu w Ministerstwie Finansów Piotr Wilk:\n"
            "Pani Marszałek! Odpowiadam krótko: tak.\n"
            "Poseł Ewa Mak-Rybińska:\n"
            "To wszystko.\n"
            "Głos z sali:\n"
            "Brawo!\n"
            "Marszałek:\n"
            "Zamykam posiedzenie.\n"
            "(Koniec posiedzenia o godz. 12)\n"
        ),
        [
            "Marszałek",
            "Poseł Jan Nowak",
            "Wicemarszałek Anna Lis",
            "Sekretarz Stanu w Ministerstwie Finansów Piotr Wilk",
            "Poseł Ewa Mak-Rybińska",
            "Głos z sali",
            "Marszałek",
        ],
    ),
    "22 a chamber of señores": (
        (
            "DIARIO DE SESIONES DEL CONGRESO\n"
            "PLENO\n"
            "Sesión núm. 12\n"
            "celebrada el miércoles 5 de mayo de 2021\n"
            "Se abre la sesión a las nueve de la mañana.\n"
            "\n"
            "La señora PRESIDENTA: Se abre la sesión.\n"
            "Tiene la palabra el señor Ruiz.\n"
            "El señor RUIZ GARCÍA: Gracias, señora presidenta.\n"
            "Señorías, digo tres cosas: pan, trabajo y techo. (Aplausos).\n"
            "La señora MINISTRA DE HACIENDA (Soto Vela): Señor Ruiz, gracias. (Rumores.—Protestas).\n"
            "La señora PRESIDENTA: ¡Silencio, por favor!\n"
            "El señor VICEPRESIDENTE (Gómez de Celis): Continúe.\n"
            "El señor PRESIDENTE DEL GOBIERNO (Pérez Mota): Señorías, no.\n"
            "La señora DE LA TORRE I PUIG: Gràcies.\n"
            "La señora RUIZ GARCÍA (Portavoz): Nada más.\n"
            "Se levanta la sesión a las diez de la mañana.\n"
        ),
        [
            "La señora PRESIDENTA",
            "El señor RUIZ GARCÍA",
            "La señora MINISTRA DE HACIENDA (Soto Vela)",
            "La señora PRESIDENTA",
            "El señor VICEPRESIDENTE (Gómez de Celis)",
            "El señor PRESIDENTE DEL GOBIERNO (Pérez Mota)",
            "La señora DE LA TORRE I PUIG",
            "La señora RUIZ GARCÍA (Portavoz)",
        ],
    ),
    "22 offices in small letters": (
        (
            "El señor presidente (Soto Vela): Buenos días.\n"
            "La diputada Ruiz: Gracias, presidente.\n"
            "El diputado García (don Juan): Digo lo siguiente: no.\n"
            "Presidente: Gracias.\n"
            "Una diputada: ¡Muy bien!\n"
        ),
        [
            "El señor presidente (Soto Vela)",
            "La diputada Ruiz",
            "El diputado García (don Juan)",
            "Presidente",
            "Una diputada",
        ],
    ),
    "22 a regional chamber": (
        (
            "Diario de sesións do Parlamento\n"
            "Sesión plenaria\n"
            "15 de marzo de 2019\n"
            "Ábrese a sesión ás dez da mañá.\n"
            "O señor PRESIDENTE (Souto Vidal): Bos días.\n"
            "A señora PRADO CORES: Grazas, señor presidente. Pregunto: cando?\n"
            "O señor CONSELLEIRO DE FACENDA (Martín Rei): Señoría, moi pronto.\n"
            "(Aplausos.)\n"
            "O señor PRESIDENTE: Grazas, señor conselleiro.\n"
            "O señor SECRETARIO (Calvo): Votos emitidos, 73.\n"
            "Remata a sesión ás doce.\n"
        ),
        [
            "O señor PRESIDENTE (Souto Vidal)",
            "A señora PRADO CORES",
            "O señor CONSELLEIRO DE FACENDA (Martín Rei)",
            "O señor PRESIDENTE",
            "O señor SECRETARIO (Calvo)",
        ],
    ),
    "21 22 a parliament of many languages": (
        (
            "Verbatim report of proceedings\n"
            "Wednesday, 10 March 2021\n"
            "Brussels\n"
            "\n"
            "1. Opening of the sitting\n"
            "President. – The sitting is open.\n"
            "Anna Berg, on behalf of the ABC Group. – Mr President, I have two points: one and two.\n"
            "Jan Vogt (XYZ), blue-card question. – Will the honourable Member say when?\n"
            "Anna Berg (ABC), blue-card answer. – Soon.\n"
            "Ole Bang, Member of the Commission. – Madam President, honourable Members, no.\n"
            "President. – The debate is closed.\n"
            "Written statements (Rule 171)\n"
            "Eva Kühn (XYZ), in writing. – I voted in favour.\n"
        ),
        [
            "President",
            "Anna Berg, on behalf of the ABC Group",
            "Jan Vogt (XYZ), blue-card question",
            "Anna Berg (ABC), blue-card answer",
            "Ole Bang, Member of the Commission",
            "President",
            "Eva Kühn (XYZ), in writing",
        ],
    ),
    "21 the same in short": (
        ("Presidente. – La seduta è aperta.\nAnna Berg (ABC). – Signor Presidente, grazie.\nDer Präsident. – Danke.\n"),
        ["Presidente", "Anna Berg (ABC)", "Der Präsident"],
    ),
    "21 surnames in capitals": (
        (
            "PRESIDENTE. La seduta è aperta.\n"
            "ROSSI (ABC). Signor Presidente, grazie.\n"
            "PRESIDENTE. Prego.\n"
            "BIANCHI, ministro della salute. Signor Presidente, no.\n"
            "PRESIDENTE. La seduta è tolta.\n"
        ),
        ["PRESIDENTE", "ROSSI (ABC)", "PRESIDENTE", "BIANCHI, ministro della salute", "PRESIDENTE"],
    ),
    "21 a committee with votes by dashes": (
        (
            "КОМІТЕТ З ПИТАНЬ ДОРІГ\n"
            "Стенограма\n"
            "Київ, 12 травня 2021 року\n"
            "Веде засідання голова Комітету КОВАЛЬ О.П.\n"
            "ГОЛОВУЮЧИЙ. Доброго дня! Починаємо засідання. Є пропозиції?\n"
            "ГНАТЮК І.І. Так, прошу. Пропоную: перенести.\n"
            "ГОЛОВУЮЧИЙ. Хто за? Прошу голосувати.\n"
            "(Голосування)\n"
            "Гнатюк – за. Дячук – за.\n"
            "ШЕВЧУК-БІЛА Н.В. (не чути, мікрофон вимкнений).\n"
            "_______________. Підтримую.\n"
            "ІЗ ЗАЛУ. Правильно!\n"
            "ДІДЕНКО Ю.О. Дякую, шановний Олеже Петровичу.\n"
        ),
        ["ГОЛОВУЮЧИЙ", "ГНАТЮК І.І.", "ГОЛОВУЮЧИЙ", "ШЕВЧУК-БІЛА Н.В.", "ІЗ ЗАЛУ", "ДІДЕНКО Ю.О."],
    ),
}
