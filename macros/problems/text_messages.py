"""What is said of what stands in a text, whatever its field: rows of the table in `messages`."""

from __future__ import annotations

from macros.problems.message import Message, Rule

# Tags that writers use: why the site takes them out, and what to do instead. Of the first a reader misses what was meant
# to be seen, of the others only the looks.
_ELSEWHERE = "Niets op de site komt van een andere website: zo volgt niemand onze bezoekers."
_DRAWN = "Een tekening in de tekst kan meer dan tekenen."
_PAGE, _PICTURE = (
    "Link naar de pagina waar het staat.",
    "Zet haar als bestand in content/images/ en schrijf ![beschrijving](../images/naam.svg).",
)
_NO_PICTURE = "Haal haar hier weg. Een afbeelding kan er later bij."
_SEEN_TAGS = (
    ("iframe frame object embed applet video audio", _ELSEWHERE, _PAGE),
    ("svg math canvas picture image", _DRAWN, _PICTURE),
)
_TAGS = (
    ("script noscript template", "Scripts draaien hier niet.", "Haal het weg."),
    ("frameset source track portal", _ELSEWHERE, _PAGE),
    (
        "form input button select textarea option fieldset",
        "Een formulier op de site stuurt gegevens weg zonder dat een bezoeker weet waarheen.",
        "Link naar de pagina met het formulier.",
    ),
    (
        "style link font center big marquee blink",
        "De site geeft elke tekst dezelfde opmaak.",
        "Gebruik Markdown: **vet**, *schuin*, ## kop.",
    ),
    ("base meta html head body title", "Dit hoort bij een hele pagina, niet bij een tekst.", "Haal het weg."),
    ("h1", "De titel van de pagina is al de grootste kop.", "Begin met ## voor een kop."),
)


def _of_tags(rows: tuple[tuple[str, str, str], ...]) -> dict[str, Message]:
    """The messages of tags; the kind is the names of those it is about, with spaces between them."""
    return {
        tags: Message(f"De site haalt ‘<{{name}}>’ weg. {why}", instead, _NO_PICTURE if instead == _PICTURE else None)
        for tags, why, instead in rows
    }


TEXT_RULES: dict[str, Rule] = {
    "contact": Rule(
        "contact",
        {
            kind: Message(
                f"Hier staat een {what}. De kennisbank noemt organisaties en functies, geen personen.",
                "Haal het weg, of link naar de website van de organisatie.",
            )
            for kind, what in (("mail", "mailadres"), ("phone", "telefoonnummer"))
        },
    ),
    "address": Rule(
        "address",
        {
            "at": Message(
                "In dit adres staat iets voor een @. De lezer denkt dat hij naar ‘{before}’ gaat, maar komt uit bij"
                " ‘{rest}’.",
                "Haal alles tussen // en @ weg.",
            ),
            "none": Message(
                "In dit adres staat geen website.", "Schrijf het hele adres, zoals https://www.voorbeeld.nl/pagina."
            ),
            "own": Message(
                "‘{host}’ is alleen in een eigen netwerk te bereiken.",
                "Neem het adres dat voor iedereen werkt, of haal het weg.",
            ),
            "impossible": Message(
                "‘{host}’ kan geen website zijn.", "Kijk het adres na: staat er een punt of een teken te veel?"
            ),
        },
    ),
    "seen-tag": Rule("lost", _of_tags(_SEEN_TAGS)),
    "tag": Rule(
        "removed",
        {
            "": Message(
                "De site kent ‘<{name}>’ niet en haalt het weg.",
                "Is het gewone tekst, zet er dan schuine accenten omheen: `<{name}>`.",
            ),
            **_of_tags(_TAGS),
        },
    ),
    "removed": Rule(
        "removed",
        {
            "handler": Message("De site haalt ‘{name}’ weg. Scripts draaien hier niet.", "Haal het weg."),
            "call": Message(
                "De site haalt het adres ‘{name}’ weg: de kennisbank noemt geen telefoonnummers.",
                "Haal de link weg, of link naar de pagina van de organisatie waar het nummer staat.",
            ),
            "address": Message(
                "De site haalt het adres ‘{name}’ weg: het kan een script zijn.", "Gebruik een adres met https://."
            ),
            "style": Message("De site haalt ‘style’ weg: ze geeft elke tekst dezelfde opmaak.", "Haal het weg."),
            "attribute": Message("De site haalt ‘{name}’ weg: de tekst heeft het niet nodig.", "Haal het weg."),
            "copied": Message(
                "De site haalt uit deze tekst opmaak weg die van een website of uit Word komt: {names}.",
                "Plak de tekst opnieuw, zonder opmaak: Ctrl+Shift+V.",
            ),
        },
    ),
}
