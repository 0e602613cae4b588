"""Headers to put above an example."""

RU = "Совещание о дорогах\nГлава города провёл совещание.\n5 октября 2024 года\nТверь\n"
EN = "Meeting on roads\nThe Mayor held a meeting.\nMay 3, 2021\n10:00\nOslo\n"
