"""Colons that are no labels: difficulties 24 to 30."""

from .heads import EN, RU

COLONS = {
    "24 a sentence": (RU + "И.Ларин: Начнём.\nПодчеркну: так.\nЕсть и другое: да.\nТретье: всё.\n", ["И.Ларин"]),
    "24 a sentence in English": (
        EN + "Ole Bang: Yes.\nI repeat: no.\nMy question is: when?\nOne more thing: go.\nThe Main Thing: go.\n",
        ["Ole Bang"],
    ),
    "25 a label word in a speech": (
        RU + "И.Ларин: Начнём.\nВопрос: за счёт чего?\nВопрос ко всем, кто здесь, и к тем, кого нет: кто?\n",
        ["И.Ларин"],
    ),
    "26 reported speech": (
        RU + "И.Ларин: Начнём.\nПисатель Громов говорит: пора.\nГенерал Иван Дубов писал: вперёд.\n",
        ["И.Ларин"],
    ),
    "27 a form of address": (
        RU + "И.Ларин: Начнём.\nПётр Ильич, большая просьба: помогите.\nМарк Львович, по поводу моста: когда?\n",
        ["И.Ларин"],
    ),
    "28 a roll call": (
        "Chair: We vote.\nAnna Berg: Aye.\nJohn Moe: Aye.\nIda Lee: No.\nOle Bang: Aye.\nChair: Carried.\n",
        ["Chair", "Chair"],
    ),
    "28 votes by dashes": (RU + "И.Ларин: Голосуем.\nГромов - за.\nДубов - против.\n", ["И.Ларин"]),
    "29 a notice": (
        EN + "Contact telephone numbers: 12-34.\nEntry from 10.00 am to 11.00 am: east gate.\n"
        "Prizes have been awarded to: all.\n",
        [],
    ),
    "30 header lines": (
        RU + "И.Ларин: Да.\nОпубликован в разделах: Новости\nСсылка на материал: example.org/1\n",
        ["И.Ларин"],
    ),
    "not 24 a surname that comes again": (
        "Ларин: Начнём.\nГромов: Начнём.\nЛарин: Дальше.\nГромов: Да.\n",
        ["Ларин", "Громов", "Ларин", "Громов"],
    ),
    "not 25 somebody asks": (
        RU + "И.Ларин: Начнём.\nВопрос: За счёт чего?\nИ.Ларин: За счёт города.\n",
        ["И.Ларин", "Вопрос", "И.Ларин"],
    ),
    "not 26 he speaks himself": (
        RU + "И.Ларин: Начнём.\nГенерал Иван Дубов: Вперёд.\n",
        ["И.Ларин", "Генерал Иван Дубов"],
    ),
    "not 27 a name with its surname": (
        RU + "И.Ларин: Да.\nПётр Ильич Дубов: Помогите.\n",
        ["И.Ларин", "Пётр Ильич Дубов"],
    ),
    "not 28 short answers of people who go on": (
        "Chair: We vote.\nAnna Berg: Aye.\nJohn Moe: Aye.\nAnna Berg: And you?\nJohn Moe: Aye, I said.\n",
        ["Chair", "Anna Berg", "John Moe", "Anna Berg", "John Moe"],
    ),
    "not 29 an officer": (EN + "Contact Officer Anna Berg: East gate.\nAnna Berg: Yes.\n", ["Anna Berg"]),
    "not 30 a surname like a header's word": (RU + "Ссылкин И. П.: Да.\n", ["Ссылкин И. П."]),
    "24 a word that comes again": (
        RU + "И.Ларин: Начнём. Тут есть смысл.\nСмысл: порт.\nСмысл: мост.\n",
        ["И.Ларин"],
    ),
    "24 26 words of somebody, again": (
        RU + "И.Ларин: Начнём.\nпо словам Ивана Дубова: Порт.\nпо словам Ивана Дубова: Мост.\n",
        ["И.Ларин"],
    ),
    "26 an office told somebody": (RU + "И.Ларин: Начнём.\nПрезидент сказал Ивану Дубову: Начинай.\n", ["И.Ларин"]),
    "27 an office is asked": (RU + "И.Ларин: Начнём.\nМинистр, скажите Ивану Дубову: Спасибо.\n", ["И.Ларин"]),
    "26 one person spoken of again": (
        RU + "И.Ларин: Начнём.\nДубов говорит: пора.\nДубов говорит: рано.\n",
        ["И.Ларин"],
    ),
    "26 28 what others said": (EN + "Ole Bang: Here is what I heard:\nAnna Berg: good.\n", ["Ole Bang"]),
    "27 one person asked again": (
        RU + "И.Ларин: Начнём.\nПётр Ильич, просьба: помогите.\nПётр Ильич, просьба: спасите.\n",
        ["И.Ларин"],
    ),
    "27 a first name and a patronymic": (RU + "И.Ларин: Начнём.\nПётр Ильич: Помогите!\n", ["И.Ларин"]),
    "29 a form that is filled in": (
        (
            "Report\nMay 3, 2021\nThe File Name: Roads.\nHost Name of all: harbour.\nRequest_Method One: None.\n"
            "Dear Host Name: None.\n"
        ),
        [],
    ),
}
