"""German."""

from .language import Language, phrases

GERMAN = Language(
    tag="de",
    months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
    abbreviations=(),
    weekdays=tuple("montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag".split()),
    moment="{day}. {month} {year}",
    common=frozenset(
        """der die das und ist nicht ich wir sie zu den von mit dass daß es ein eine auch auf für im
        haben herr frau""".split()
    ),
    questions=frozenset({"frage", "fragen", "zusatzfrage", "zwischenfrage"}),
    answers=frozenset({"antwort"}),
    voices=phrases(
        """zuruf; zurufe; zwischenruf; zwischenrufe; zuruf aus dem saal; stimme; stimmen; dolmetscher; alle;
        ruf; rufe"""
    ),
    interpreted=("übersetzung", "in übersetzung", "gedolmetscht", "durch dolmetscher", "simultanübersetzung"),
    read=("liest", "verliest"),
    offices=frozenset(
        """präsident präsidentin vizepräsident vizepräsidentin bundespräsident bundestagspräsident
        bundesratspräsident bundeskanzler bundeskanzlerin kanzler kanzlerin vizekanzler bundesminister
        bundesministerin minister ministerin ministerpräsident ministerpräsidentin abgeordneter abgeordnete
        staatssekretär staatssekretärin staatsminister staatsministerin parlamentarischer parlamentarische
        vorsitzender vorsitzende berichterstatter berichterstatterin alterspräsident schriftführer schriftführerin
        senator senatorin bürgermeister oberbürgermeister landeshauptmann herr frau dr prof mag mmag dipl ing lic
        dkfm parl general botschafter moderator moderatorin sprecher sprecherin direktor direktorin bundesrat
        landesrat könig königin fürst papst bischof""".split()
    ),
    particles=frozenset(
        "von vom zu zum zur van der den des dem de für und im in an am bei beim h. c. h c a. d. a d mit auf".split()
    ),
    sentence_starts=frozenset(
        """zur zum vielen danke herzlichen gut schön bravo richtig erstens zweitens drittens nun also deshalb daher
        beispiel ergebnis fazit wichtig meine sehr liebe verehrte geehrte ich wir sie er es das dies diese dieser
        wenn aber und oder ja nein danke bitte zitat hinweis achtung artikel paragraph punkt abschnitt teil
        tagesordnungspunkt drucksache anlage beginn ende sodann schluss schluß""".split()
    ),
    conjunctions=frozenset({"und"}),
    verbs=frozenset("sagt sagte sagten schreibt schrieb fragt fragte antwortet antwortete erklärte betonte".split()),
    boxes=frozenset({"siehe auch", "lesen sie auch"}),
    tails=frozenset({"schlagwörter", "themen", "teilen", "druckversion"}),
    published=("veröffentlicht am", "veröffentlicht:"),
    stamps=("veröffentlicht am", "veröffentlicht:"),
    openings=("beginn der sitzung", "beginn:", "(beginn"),
    closings=("schluß der sitzung", "schluss der sitzung", "(schluß", "(schluss", "schluss:", "schluß:"),
    numbered=frozenset({"sprecher", "sprecherin", "teilnehmer", "teilnehmerin", "befragter", "befragte"}),
)
