"""A small content, one entry or two in each collection: pairs of a path below content/ and a text."""

SOURCES = "sources:\n  - publication: Verslag (1999)\n    where: bladzijde 3\n  - publication: Verslag (1999)\n    where: bladzijde 9\nchecked: 2022-12-22\n"
SMALL = {
    "communities/tuin.yml": "title: De Tuin\naliases: [Proeftuin]\nsummary: Scholen en bedrijven leren er samen.\n"
    "kind: hub\nfocus: [leren, werken]\nprovinces: [zeeland]\npartners: {more_than: 150}\ntools: [spiegel]\n"
    'website: "https://www.voorbeeld.nl/tuin"\n' + SOURCES,
    "communities/werf.yml": 'title: "‘De Werf’"\nfocus: [leren]\npartners: 9\npart_of: tuin\n' + SOURCES,
    "communities/atelier.yml": 'title: "=Atelier"\npartners: 28\ntraits: {public_private: ja}\n' + SOURCES,
    "tools/spiegel.yml": "title: Spiegel\nsummary: Een uur praten over hoe het gaat.\nphases: [opstart]\n"
    "scope: breder\nevidence: ervaring\nfor_whom: Zie [de tuin](../communities/tuin.yml).\n" + SOURCES,
    "stories/hoe.md": "---\ntitle: Hoe het ging\nsummary: Wat er gebeurde toen de school meedeed.\ncommunities: [tuin]\n"
    + SOURCES
    + "---\n\n# Begin\n\nEen <b>tekst</b> over {{ 6*7 }}.\n",
}

TROUBLES = {
    f"bottlenecks/{id}.yml": f"title: {id.capitalize()}\nsummary: Waar je op vastloopt, en wat dan helpt.\n{rest}"
    + SOURCES
    for id, rest in {
        **dict.fromkeys(("certificering", "diversiteit", "balans", "continuiteit", "financiering"), "kind: thema\n"),
        "tijd": "kind: concreet\npart_of: continuiteit\n",
        "uren": "kind: concreet\npart_of: tijd\n",
    }.items()
}

OTHERS = {
    "organisations/bond.yml": "title: De Bond\nkind: vakbond\nroles: [partner]\n" + SOURCES,
    "programmes/potje.yml": "title: Het Potje\nsummary: Geld om samen te beginnen.\nkind: subsidie\n" + SOURCES,
}
