"""Galician."""

from .language import Language

GALICIAN = Language(
    tag="gl",
    months=tuple("xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro".split()),
    abbreviations=(),
    weekdays=tuple("luns martes mércores xoves venres sábado domingo".split()),
    moment="{day} de {month} de {year}",
    common=frozenset(
        "o a os as que e en é un unha por con para non se do da dos das ao máis como pero súa ten moi señorías".split()
    ),
    questions=frozenset({"pregunta", "preguntas"}),
    answers=frozenset({"resposta"}),
    voices=frozenset({"voz", "voces", "intérprete", "todos", "un señor deputado", "unha señora deputada"}),
    interpreted=("tradución", "traducido", "a través de intérprete"),
    read=("le", "lendo"),
    offices=frozenset(
        """presidente presidenta vicepresidente vicepresidenta conselleiro conselleira deputado deputada secretario
        secretaria señor señora ministro ministra director directora alcalde alcaldesa portavoz o a""".split()
    ),
    particles=frozenset("señor señora señores señoras de do da dos das e o a en para por".split()),
    sentence_starts=frozenset(
        """primeiro segundo terceiro repito señorías exemplo resultado conclusión importante entón tamén agora así pero
        si non grazas eu nós vostedes eles isto este esta estes estas artigo punto sección parte capítulo
        nota""".split()
    ),
    conjunctions=frozenset({"e"}),
    verbs=frozenset("dixo di dicía escribiu escribe preguntou pregunta respondeu contestou engadiu".split()),
    openings=("ábrese a sesión", "retómase a sesión", "comeza a sesión"),
    closings=("remata a sesión", "levántase a sesión", "suspéndese a sesión"),
)
