"""Polish."""

from .language import Language, phrases

POLISH = Language(
    tag="pl",
    months=tuple(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
    ),
    abbreviations=(),
    weekdays=tuple("poniedziałek wtorek środa czwartek piątek sobota niedziela".split()),
    moment="{day} {month} {year} r.",
    common=frozenset(
        "i w nie na się że z do to jest o jak po za od przez dla są ale tym panie pan pani czy proszę państwa".split()
    ),
    questions=frozenset({"pytanie", "pytania"}),
    answers=frozenset({"odpowiedź"}),
    voices=phrases("""głos z sali; głosy z sali; głos z sali; głosy; głos; tłumacz; wszyscy; poseł z sali; dzwonek"""),
    interpreted=("tłumaczenie", "w tłumaczeniu", "przez tłumacza"),
    read=("czyta", "odczytuje"),
    offices=frozenset(
        """marszałek wicemarszałek poseł posłanka senator senatorka sekretarz prezydent premier wicepremier prezes
        wiceprezes minister wiceminister przewodniczący przewodnicząca zastępca podsekretarz dyrektor rzecznik
        komisarz generał ambasador profesor dziennikarz prowadzący prowadząca sprawozdawca pan pani ksiądz burmistrz
        wojewoda""".split()
    ),
    particles=frozenset("w z i do na rp ds. ds spraw stanu senior sejmu senatu sprawozdawca sali von van de".split()),
    sentence_starts=frozenset(
        """po pierwsze drugie trzecie powtarzam podkreślam przypomnę szanowni szanowny wysoka wysoki proszę dziękuję
        przykład wniosek wynik ważne tak więc zatem także jeśli jeżeli to ten ta te ja my on ona oni oto czyli cytuję
        cytat uwaga artykuł punkt rozdział część porządek druk""".split()
    ),
    conjunctions=frozenset({"i", "oraz"}),
    verbs=frozenset("powiedział powiedziała mówi mówił pisze pisał zapytał zapytała odpowiedział dodał".split()),
    boxes=frozenset({"zobacz także", "czytaj także"}),
    tails=frozenset({"tagi", "udostępnij", "wersja do druku"}),
    published=("opublikowano", "data publikacji"),
    stamps=("opublikowano", "data publikacji"),
    openings=("początek posiedzenia", "(początek posiedzenia"),
    closings=("koniec posiedzenia", "(koniec posiedzenia", "(przerwa w posiedzeniu"),
    numbered=frozenset({"mówca", "uczestnik", "uczestniczka", "rozmówca", "respondent"}),
)
