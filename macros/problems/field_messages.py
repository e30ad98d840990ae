"""What is said of a value that does not fit its field, or another value: rows of the table in `messages`."""

from __future__ import annotations

from macros.problems.message import Message, Rule

_TYPE = "Bij {label} hoort {wanted}, maar hier staat {given}."
_CHOICE = "‘{value}’ is geen keuze voor {title}."
_MISSING = "Het veld ‘{name}’ ({title}) ontbreekt."
_NEITHER = "‘{value}’ past niet bij {label}."
_PATTERN = "‘{value}’ heeft niet de goede vorm voor {label}."
_FILL_IN = "Vul dit veld in."
_DIGITS = "Schrijf alleen het getal, in cijfers."
_TWICE_IN_FORM = "Is het hetzelfde, vul dan de pagina aan die er al is. Kies anders een andere naam."
_TWICE = "Gaat het om hetzelfde, voeg de bestanden samen; maak anders de namen verschillend."

# `{about}` is what the schema says by itself: its own hint, or else its explanation.
FIELD_RULES: dict[str, Rule] = {
    "required": Rule(
        "missing-field",
        {
            "": Message(_MISSING, "Voeg een regel toe die begint met ‘{name}:’. {about}", _FILL_IN),
            "groups": Message(_MISSING, "Voeg een regel ‘{name}:’ toe, met daaronder {example}. {about}", _FILL_IN),
            "text": Message(_MISSING, "{about}", "Schrijf hier je tekst."),
        },
    ),
    "dependentRequired": Rule(
        "missing-field",
        {"": Message("Bij ‘{name}’ ({title}) hoort ook ‘{other}’.", "{how}", "Vul dit ook in, of laat allebei leeg.")},
    ),
    "type": Rule(
        "type",
        {
            "": Message(_TYPE, "{about}", ""),
            "integer": Message(
                _TYPE, "Schrijf alleen cijfers, zonder punten, woorden of nullen ervoor.", "Schrijf alleen cijfers."
            ),
            "date": Message("‘{value}’ is geen datum.", "{about}"),
        },
    ),
    "enum": Rule(
        "choice",
        {
            "": Message(_CHOICE, "{all}", "Kies uit de lijst."),
            "list": Message("Bij {label} hoort één waarde, geen lijst.", "Kies er één. {all}", "Kies er één."),
        },
    ),
    "format": Rule(
        "form",
        {
            "": Message("De waarde van {label} heeft niet de goede vorm.", "{about}"),
            "date": Message("‘{value}’ staat niet als jaar-maand-dag.", "{about}"),
            "no-date": Message("‘{value}’ is geen datum die bestaat.", "{about}"),
            "early": Message(
                "‘{value}’ ligt voor {earliest}.", "Kijk het jaar na: er staat waarschijnlijk een tikfout in."
            ),
        },
    ),
    "pattern": Rule(
        "form",
        {
            "": Message(_PATTERN, "{about}"),
            "contact": Message(
                "‘{value}’ is geen adres van een website.",
                "Haal de regel weg, of vul het adres van de website in. De kennisbank noemt geen nummers of mailadressen.",
                "Vul het adres van de website in. De kennisbank noemt geen nummers of mailadressen.",
            ),
            "spaced": Message(
                "In het adres ‘{value}’ staat een spatie.", "Schrijf %20 in plaats van de spatie: {meant}."
            ),
        },
    ),
    "oneOf": Rule(
        "form",
        {
            "": Message(_NEITHER, "{about}", _DIGITS),
            "number": Message(_NEITHER, "Schrijf alleen het getal.", _DIGITS),
            "estimate": Message(
                _NEITHER, "Hier kan alleen een heel getal, geen schatting. {about}{instead}", "Schrijf een heel getal."
            ),
        },
    ),
    "minLength": Rule(
        "too-short",
        {
            "": Message(
                "De tekst van {label} is te kort: {n} {teken|tekens}, minstens {wanted} nodig.",
                "{about}",
                "Schrijf er nog iets bij.",
            )
        },
    ),
    "maxLength": Rule(
        "too-long",
        {
            "": Message(
                "De tekst van {label} is te lang: {n} tekens, hoogstens {wanted}.",
                "Maak de tekst korter.",
            )
        },
    ),
    "minItems": Rule(
        "empty-list",
        {
            "": Message(
                "De lijst van {label} is leeg.",
                "Zet er iets in, of haal het veld weg.",
                "Vul iets in, of laat het veld leeg.",
            )
        },
    ),
    "maxItems": Rule(
        "long-list",
        {
            "": Message(
                "De lijst van {label} is te lang: {n} regels, hoogstens {wanted}.", "Houd wat het belangrijkst is."
            )
        },
    ),
    "minProperties": Rule(
        "empty-list",
        {
            "": Message(
                "De lijst van {label} is leeg.",
                "Zet er iets in, of haal het veld weg.",
                "Vul iets in, of laat het veld leeg.",
            )
        },
    ),
    "uniqueItems": Rule(
        "double",
        {
            "": Message("In de lijst van {label} staat iets dubbel.", "Haal wat dubbel is weg."),
            "text": Message("In de lijst van {label} staat ‘{value}’ dubbel.", "Haal wat dubbel is weg."),
        },
    ),
    "minimum": Rule("number", {"": Message("{value} is te klein voor {label}.", "Het kleinste getal is {wanted}.")}),
    "maximum": Rule("number", {"": Message("{value} is te groot voor {label}.", "Het grootste getal is {wanted}.")}),
    "x-not-before": Rule(
        "order",
        {
            "": Message(
                "{label} is {said} en ligt daarmee vóór {other}.",
                "Kijk na wat er hoort te staan bij ‘{beside}’ en bij ‘{name}’.",
                "Kijk na welke van de twee klopt.",
            )
        },
    ),
    "x-unique": Rule(
        "double",
        {
            "": Message(
                "‘{value}’ staat al bij nummer {first} van ‘{name}’.",
                "Geef elk een eigen ‘{part}’.",
                "Geef elk een eigen naam.",
            )
        },
    ),
    "x-reference": Rule(
        "reference", {"": Message("Er is geen {one} ‘{value}’.", "{how}", "Kies uit de lijst, of stel het ook voor.")}
    ),
    "double-name": Rule(
        "double-name",
        {
            kind: Message(
                f"De naam ‘{{value}}’ staat ook {where}.",
                *(("Haal hem hier weg.",) if kind.startswith("here") else (_TWICE, _TWICE_IN_FORM)),
            )
            for kind, where in (
                ("", "in {path}"),
                ("spelled", "in {path} als ‘{other}’"),
                ("here", "hierboven in dit bestand"),
                ("here-spelled", "hierboven in dit bestand als ‘{other}’"),
            )
        },
    ),
    "future": Rule(
        "future",
        {
            "": Message("{said} moet nog komen.", "Schrijf hier alleen wat al is geweest."),
            "looked": Message(
                "{said} moet nog komen.", "Schrijf de dag waarop de feiten voor het laatst klopten of zijn nagekeken."
            ),
        },
    ),
}
