"""What stands in lines and between them: difficulties from 31 on that show in labels."""

from .heads import EN, RU

LINES = {
    "35 a direction at the start": (RU + "И.Ларин: (Говорит по-немецки.) Добрый день.\n", ["И.Ларин"]),
    "36 brackets": (RU + "И.Ларин: [Мы] начнём.\n[Теперь] о дорогах.\n", ["И.Ларин"]),
    "42 very short turns": (RU + "И.Ларин: Да?\nЕ.Громова: Да.\nИ.Ларин: Нет.\n", ["И.Ларин", "Е.Громова", "И.Ларин"]),
    "48 no-break and zero-width spaces": (
        RU + "И.\u00a0Ларин: В\u00a0мае.\nЛи\u00a0Вэй: \u200bДа.\n",
        ["И.\u00a0Ларин", "Ли\u00a0Вэй"],
    ),
    "49 stress marks": (RU + "Ли Личу\u0301нь: В бо\u0301льшую.\n", ["Ли Личу\u0301нь"]),
    "54 a paragraph in quotes": (RU + "И.Ларин: Цитирую.\n«Итог»: мост.\n[Порт Тверь]: мост.\n", ["И.Ларин"]),
    "55 a name broken from its colon": (
        EN + "Harbour Minister Ole Bang\n: Very good.\n",
        ["Harbour Minister Ole Bang"],
    ),
    "not 36 a direction in brackets": (RU + "И.Ларин: Начнём.\n[Смех.]\nДальше.\n", ["И.Ларин"]),
    "not 42 short lines": (RU + "И.Ларин: Да?\nДа.\nНет.\n", ["И.Ларин"]),
    "not 48 a sentence with a no-break space": (RU + "И.Ларин: Да.\nВ\u00a0итоге: мост.\n", ["И.Ларин"]),
    "not 49 stress on a sentence": (RU + "И.Ларин: Да.\nГла\u0301вное: мост.\n", ["И.Ларин"]),
    "50 a name with its dots and without": (RU + "А.Воробьёв: Да.\nА.Воробьев: Да.\n", ["А.Воробьёв", "А.Воробьев"]),
    "not 50 a count with its dots and without": (
        RU + "И.Ларин: Да.\nЧетвёртое: мост.\nЧетвертое: порт.\n",
        ["И.Ларин"],
    ),
    "not 54 a paper that asks": (
        "«Маяк»: Когда мост?\nИ.Ларин: В мае.\n«Маяк»: А порт?\n",
        ["«Маяк»", "И.Ларин", "«Маяк»"],
    ),
    "not 55 a colon after a sentence": (EN + "Ida Moe: Yes.\nVery good, I say.\n: so.\n", ["Ida Moe"]),
}
