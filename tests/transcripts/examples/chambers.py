"""Records in the manner of English-speaking chambers, and of courts; what they say is made up."""

CHAMBERS = {
    "22 a council of nations": (
        (
            "Security Council\n"
            "Seventy-sixth year\n"
            "8900th meeting\n"
            "Thursday, 4 November 2021, 10 a.m.\n"
            "New York\n"
            "\n"
            "President: Mr. Marín Soto . . . . . . . (Costa Verde)\n"
            "Members: Estland . . . . . . . Mrs. Tamm\n"
            "Norland . . . . . . . Mr. Berg\n"
            "\n"
            "The meeting was called to order at 10.05 a.m.\n"
            "Adoption of the agenda\n"
            "The agenda was adopted.\n"
            "The President (spoke in Spanish): I now give the floor to the Secretary-General.\n"
            "The Secretary-General: I thank the President. I have two points: peace and bread.\n"
            "The President (spoke in Spanish): I thank the Secretary-General.\n"
            "Mr. Ivanov (Russland) (spoke in Russian): Thank you. We regret one thing: the delay.\n"
            "Mrs. Tamm (Estland): We support it.\n"
            "Ms. Al-Nasser (Emirata) (spoke in Arabic): I shall be brief.\n"
            "Mr. van der Berg (Norland): So shall I.\n"
            "The President: There are no more names on the list.\n"
            "The meeting rose at 11.45 a.m.\n"
        ),
        [
            "The President (spoke in Spanish)",
            "The Secretary-General",
            "The President (spoke in Spanish)",
            "Mr. Ivanov (Russland) (spoke in Russian)",
            "Mrs. Tamm (Estland)",
            "Ms. Al-Nasser (Emirata) (spoke in Arabic)",
            "Mr. van der Berg (Norland)",
            "The President",
        ],
    ),
    "22 a lower house with constituencies": (
        (
            "House of Commons\n"
            "Wednesday 14 July 2021\n"
            "The House met at half-past Eleven o'clock\n"
            "PRAYERS\n"
            "[Mr Speaker in the Chair]\n"
            "Oral Answers to Questions\n"
            "WALES\n"
            "Broadband\n"
            "1. Anna Berg (Northport) (Lab): What steps she is taking on broadband. [902850]\n"
            "The Secretary of State for Wales (Simon Gale): We have taken three steps: fibre, masts a"
            "nd money.\n"
            "Anna Berg: I thank the Secretary of State. My question is: when?\n"
            "Mr Speaker: Order. I call the shadow Minister.\n"
            "Dr Rupa Lall (Ealing North) (Lab): Thank you, Mr Speaker.\n"
            "Sir John Hayward (South Fen) (Con) rose—\n"
            "Several hon. Members: Hear, hear!\n"
            "Hon. Members: No!\n"
            "Madam Deputy Speaker (Dame Rosie Winter): The Ayes have it.\n"
            "Question put and agreed to.\n"
        ),
        [
            "Anna Berg (Northport) (Lab)",
            "The Secretary of State for Wales (Simon Gale)",
            "Anna Berg",
            "Mr Speaker",
            "Dr Rupa Lall (Ealing North) (Lab)",
            "Several hon. Members",
            "Hon. Members",
            "Madam Deputy Speaker (Dame Rosie Winter)",
        ],
    ),
    "22 an upper house of lords": (
        (
            "House of Lords\n"
            "Monday 6 June 2022\n"
            "2.30 pm\n"
            "Prayers—read by the Lord Bishop of Northport.\n"
            "Roads: Repair\n"
            "Question\n"
            "2.37 pm\n"
            "Asked by\n"
            "Lord Berg of Hill\n"
            "To ask Her Majesty's Government what they will do about roads.\n"
            "The Parliamentary Under-Secretary of State, Department for Roads (Baroness Vale of Fen) "
            "(Con): My Lords, we shall mend them.\n"
            "Lord Berg of Hill (Lab): My Lords, I thank the noble Baroness. Could she say one thing: "
            "when?\n"
            "Baroness Vale of Fen (Con): Soon.\n"
            "The Lord Bishop of Northport: My Lords, amen.\n"
            "Noble Lords: Hear, hear!\n"
        ),
        [
            "The Parliamentary Under-Secretary of State, Department for Roads (Baroness Vale of Fen) (Con)",
            "Lord Berg of Hill (Lab)",
            "Baroness Vale of Fen (Con)",
            "The Lord Bishop of Northport",
            "Noble Lords",
        ],
    ),
    "21 a hearing in small letters": (
        (
            "HEARING ON HARBOURS\n"
            "Tuesday, May 4, 2021\n"
            "House of Representatives,\n"
            "Committee on Harbours,\n"
            "Washington, D.C.\n"
            "\n"
            "    The committee met, pursuant to notice, at 10:00 a.m., in room 2118, Hon. Adam Brown "
            "(chairman of the committee) presiding.\n"
            "    The Chairman. The committee will come to order. Good morning.\n"
            "    Mr. Doe. Thank you, Mr. Chairman. I have a question: when?\n"
            "    Secretary Lee. Soon, Congressman.\n"
            "    Mr. Doe. How soon?\n"
            "    Ms. Van Dyke. Will the gentleman yield?\n"
            "    Mr. Doe. I will.\n"
            "    Admiral Moe. It is a matter of months.\n"
            "    The Chairman. The gentleman's time has expired.\n"
            "    Mr. Doe of Ohio. Thank you.\n"
            "    [Laughter.]\n"
            "    The Chairman. We are adjourned.\n"
            "    [Whereupon, at 12:05 p.m., the committee was adjourned.]\n"
        ),
        [
            "The Chairman",
            "Mr. Doe",
            "Secretary Lee",
            "Mr. Doe",
            "Ms. Van Dyke",
            "Mr. Doe",
            "Admiral Moe",
            "The Chairman",
            "Mr. Doe of Ohio",
            "The Chairman",
        ],
    ),
    "21 a hearing in capitals": (
        (
            "Chairman SMITH. The committee will come to order.\n"
            "Senator DOE. Thank you, Mr. Chairman.\n"
            "Mr. LEE. Senator, I have one answer: no.\n"
            "Senator DOE. And why?\n"
            "Chairman SMITH. Time.\n"
            "Senator VAN DYKE. I yield.\n"
        ),
        ["Chairman SMITH", "Senator DOE", "Mr. LEE", "Senator DOE", "Chairman SMITH", "Senator VAN DYKE"],
    ),
    "22 a senate": (
        (
            "The Hon. the Speaker: Honourable senators, order.\n"
            "Hon. Anna Berg: Honourable senators, I rise: roads matter.\n"
            "Senator Lee: When?\n"
            "Some Hon. Senators: Agreed.\n"
            "The Hon. the Speaker pro tempore: It is agreed.\n"
            "Hon. Anna Berg (Minister of Roads, Lib.): No.\n"
        ),
        [
            "The Hon. the Speaker",
            "Hon. Anna Berg",
            "Senator Lee",
            "Some Hon. Senators",
            "Hon. Anna Berg (Minister of Roads, Lib.)",
        ],
    ),
    "22 a house with times in remarks": (
        (
            "Mr LEE (Northport—Minister for Roads) (14:05): I thank the member.\n"
            "The SPEAKER (14:06): Order!\n"
            "Ms VAN DYKE: I ask: when?\n"
            "Opposition members interjecting—\n"
            "The DEPUTY SPEAKER: The member will be heard.\n"
            "Senator BERG (Ocean) (10:01): I move: That the report be adopted.\n"
        ),
        [
            "Mr LEE (Northport—Minister for Roads) (14:05)",
            "The SPEAKER (14:06)",
            "Ms VAN DYKE",
            "The DEPUTY SPEAKER",
            "Senator BERG (Ocean) (10:01)",
        ],
    ),
    "13 22 honorifics in capitals": (
        (
            "SHRI A. B. MENON (NORTHPORT): Sir, I rise.\n"
            "HON. SPEAKER: Please.\n"
            "SHRIMATI ANNA DEVI: Thank you.\n"
            "THE MINISTER OF ROADS (SHRI K. LAL): Sir, yes.\n"
            "(Interruptions)\n"
        ),
        ["SHRI A. B. MENON (NORTHPORT)", "HON. SPEAKER", "SHRIMATI ANNA DEVI", "THE MINISTER OF ROADS (SHRI K. LAL)"],
    ),
    "21 honourable members": (
        (
            "HON. A. B. VOSA.- Mr. Speaker, Sir, I rise.\n"
            "MR. SPEAKER.- Honourable Member, you have the floor.\n"
            "HON. RATU S. MARA.- A point of order!\n"
            "MR. SPEAKER.- Thank you.\n"
        ),
        ["HON. A. B. VOSA", "MR. SPEAKER", "HON. RATU S. MARA", "MR. SPEAKER"],
    ),
    "13 a court": (
        (
            "Судебное заседание\n"
            "14 мая 2019 года\n"
            "Тверской районный суд\n"
            "СУДЬЯ: Прошу садиться. Объявляется состав суда.\n"
            "ПРОКУРОР: Ваша честь, прошу огласить материалы.\n"
            "АДВОКАТ ЛАРИН: Возражаю.\n"
            "СУДЬЯ: Почему?\n"
            "ПОДСУДИМЫЙ: Я скажу прямо: не виноват.\n"
            "СВИДЕТЕЛЬ ГРОМОВА Е.Ю.: Я видела.\n"
            "Представитель истца: Поддерживаем.\n"
            "Секретарь: Явка обеспечена.\n"
            "Судья: Перерыв.\n"
            "Защитник Дубов: Спасибо.\n"
            "СУДЬЯ: Заседание окончено.\n"
        ),
        [
            "СУДЬЯ",
            "ПРОКУРОР",
            "АДВОКАТ ЛАРИН",
            "СУДЬЯ",
            "ПОДСУДИМЫЙ",
            "СВИДЕТЕЛЬ ГРОМОВА Е.Ю.",
            "Секретарь",
            "Судья",
            "Защитник Дубов",
            "СУДЬЯ",
        ],
    ),
    "6 a court with letters": (
        (
            "THE COURT: Good morning. Be seated.\n"
            "MR. BERG: Good morning, Your Honor. Two matters: the motion and the jury.\n"
            "THE CLERK: Please raise your right hand.\n"
            "THE WITNESS: I do.\n"
            "BY MR. BERG:\n"
            "Q. Where were you on May 4, 2021?\n"
            "A. At home.\n"
            "Q. With whom?\n"
            "A. With my wife: Anna.\n"
            "MS. LEE: Objection.\n"
            "THE COURT: Sustained.\n"
            "(Whereupon, a recess was taken.)\n"
            "BY MS. LEE:\n"
            'Q. You said "at home"?\n'
            "A. Yes.\n"
            "THE COURT: You may step down.\n"
        ),
        [
            "THE COURT",
            "MR. BERG",
            "THE CLERK",
            "THE WITNESS",
            "Q",
            "A",
            "Q",
            "A",
            "MS. LEE",
            "THE COURT",
            "Q",
            "A",
            "THE COURT",
        ],
    ),
    "22 parties to a case": (
        (
            "Председательствующий: Слушается дело.\n"
            "Истец (представитель Ларин И.П.): Поддерживаю.\n"
            "Ответчик: Возражаю.\n"
            "Суд: Принято.\n"
            "Прокурор Громова: Прошу отказать.\n"
            "Вопрос суда: когда это было?\n"
            "Ответ свидетеля: В мае.\n"
        ),
        ["Председательствующий", "Истец (представитель Ларин И.П.)", "Ответчик", "Прокурор Громова"],
    ),
}
