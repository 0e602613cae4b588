"""Spanish."""

from .language import Language, phrases

SPANISH = Language(
    tag="es",
    months=tuple("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()),
    abbreviations=(),
    weekdays=tuple("lunes martes miércoles jueves viernes sábado domingo".split()),
    moment="{day} de {month} de {year}",
    common=frozenset(
        "el la los las que y en es un una por con para no se lo del al más como pero su ha muy señor señora".split()
    ),
    questions=frozenset({"pregunta", "preguntas"}),
    answers=frozenset({"respuesta"}),
    voices=phrases(
        """voz; voces; una voz; un diputado; una diputada; un senador; una senadora; un señor diputado; una señora
        diputada; varios señores diputados; voces desde la sala; intérprete; traductor; todos; público"""
    ),
    interpreted=("traducción", "traducido", "a través de intérprete", "según traducción"),
    read=("lee", "leyendo"),
    offices=frozenset(
        """presidente presidenta vicepresidente vicepresidenta ministro ministra diputado diputada senador senadora
        secretario secretaria señor señora sr sra don doña rey reina director directora alcalde alcaldesa
        gobernador gobernadora general embajador embajadora moderador moderadora periodista portavoz consejero
        consejera el la canciller primer""".split()
    ),
    particles=frozenset("señor señora señores señoras de del la las los el y e en para por don doña san".split()),
    sentence_starts=frozenset(
        """primero segundo tercero repito señorías ejemplo resultado conclusión importante entonces también ahora
        así pero si sí no gracias yo nosotros ustedes ellos esto este esta estos estas es artículo punto sección
        parte capítulo nota cita""".split()
    ),
    conjunctions=frozenset({"y", "e"}),
    verbs=frozenset("dijo dice decía escribió escribe preguntó pregunta respondió contestó añadió".split()),
    boxes=frozenset({"véase también", "ver también", "lea también"}),
    tails=frozenset({"temas", "etiquetas", "compartir"}),
    published=("publicado el", "fecha de publicación"),
    stamps=("publicado el", "fecha de publicación"),
    openings=("se abre la sesión", "se reanuda la sesión"),
    closings=("se levanta la sesión", "eran las", "se suspende la sesión"),
    numbered=frozenset({"orador", "oradora", "participante", "entrevistado", "entrevistada", "hablante"}),
)
