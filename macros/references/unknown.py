"""References to what is nowhere, neither now nor under a former name: what was meant, as far as that can be guessed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from macros.base.folding import fold
from macros.markdown.writer import HEADING, heading_id
from macros.problems.messages import said
from macros.problems.problem import Fix, Problem
from macros.reading.entry_files import IMAGES, EntryFile
from macros.references.addresses import as_linked, entry_at, without_tail
from macros.references.fields import Mention, references_in
from macros.references.register import Register
from macros.schema.schemas import Schema
from macros.validation.field_names import resembles
from macros.validation.finding import shown
from macros.validation.guessing import all_meant, meant, near


def unknown(register: Register, collection: str, mention: Mention) -> Problem:
    """A reference to no entry of `collection`, or, where that is none, a link to no file at all."""
    declared = register.collections.get(collection)
    if declared is None:
        return _no_file(register, mention)
    titles = register.titles.get(collection, {})
    known = {id: title for id, title in titles.items() if mention.path not in register.files[(collection, id)]}
    how, fix = _meant(register, collection, mention, known)
    return mention.problem("reference", *said("x-reference", one=declared.one, value=shown(mention.text), how=how), fix)


def dangling(register: Register, entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """The references in the fields of an entry that lead nowhere, of one that may not have been added like this."""
    for name, declared in schema.fields.items():
        for target, at, value in references_in(declared, entry.values[name], (name,)) if name in entry.values else ():
            now = register.former.now(target, value)
            if not (now and now[0] == target) and target in register.collections and not register.holds(target, value):
                yield unknown(register, target, Mention.of(entry, at, value))


def headings(register: Register) -> Iterator[Problem]:
    """Links to a heading that is not in the texts of their entry."""
    for key, mention in register.texts.to_headings:
        ids = register.texts.headings.get(key, ())
        wanted = heading_id(unquote(mention.text))
        if key not in register.files or wanted in ids:
            continue
        path = register.files[key][0]
        known = {id: id.removeprefix(HEADING) for id in ids}
        close = near(wanted.removeprefix(HEADING), known)
        where = "deze tekst" if path == mention.path else path
        message = f"In {where} staat geen kop die bij ‘#{shown(mention.text)}’ hoort."
        fix = None
        if close:
            hint = f"Bedoelde je ‘#{known[close[0]]}’?"
            fix = Fix(f"#{mention.text}", f"#{known[close[0]]}") if len(close) == 1 else None
        elif known:
            hint = f"Kies uit: {', '.join(f'#{name}' for name in list(known.values())[:8])}."
        else:
            hint = "Er staan geen koppen in. Haal het hekje en wat erachter staat weg."
        yield mention.problem("reference", message, hint, fix)


def missing_image(register: Register, mention: Mention) -> Problem:
    """An image that is not there, or is written without its folder. The one that was meant counts as shown."""
    name = mention.text or mention.shown.rpartition("/")[2]
    known = {known: known for known in register.images}
    close = name if name in known else meant(name, known)
    stems = {known: Path(known).stem for known in register.images}  # that both end in .jpg says nothing
    resembling = near(Path(name).stem, stems) if not close else []
    register.texts.shown.update([close] if close else resembling[:1])
    hint = f"Zet haar in content/{IMAGES}/ en schrijf ../{IMAGES}/ voor de naam van het bestand."
    if close:
        hint = f"Bedoelde je ‘../{IMAGES}/{close}’?"
    elif resembling:
        hint = f"{resembles(resembling, register.images)} {hint}"
    message = f"‘{shown(mention.shown)}’ is geen afbeelding in content/{IMAGES}/."
    fix = Fix(mention.shown, f"../{IMAGES}/{close}") if close else None
    return mention.problem("image-missing", message, hint, fix)


def _no_file(register: Register, mention: Mention) -> Problem:
    """A link that leads to no file of the knowledge base."""
    message = f"De link ‘{shown(mention.shown)}’ leidt niet naar een bestand in de kennisbank."
    hint = "Link naar het bestand van een ander onderwerp, als ../map/naam.yml, of naar een adres met https://."
    fix = None
    if mention.shown == "#":
        hint = "Zet achter het hekje de kop die je bedoelt: kleine letters, met streepjes voor spaties."
    elif address := _address_meant(register, mention.shown):
        hint, fix = f"Bedoelde je ‘{address}’?", Fix(mention.shown, address)
    return mention.problem("reference", message, hint, fix)


def _address_meant(register: Register, link: str) -> str | None:
    """The address of a file that a link means which was copied from the browser, or lacks its folder or ending."""
    if link.startswith("www."):
        return f"https://{link}"
    name = without_tail(link).rstrip("/").rpartition("/")[2].removesuffix(".html")
    id = name.removesuffix(".md").removesuffix(".yml")
    found = [paths[0] for (_, known), paths in register.files.items() if known == id]
    tail = link[len(without_tail(link)) :] if "://" not in link else ""
    return f"{as_linked(found[0])}{tail}" if len(found) == 1 else None


def _meant(register: Register, collection: str, mention: Mention, known: dict[str, str]) -> tuple[str, Fix | None]:
    """How to mend a reference to what is not there; `known` are the entries that it may have meant."""
    folder, _, name = mention.text.rstrip("/").rpartition("/")
    own = set(folder.split("/")) <= {"", ".", "..", "content", collection, register.collections[collection].path}
    last = (name if own else mention.text).removesuffix(".yml").removesuffix(".md")
    at, _, named = (entry_at(mention.text, register.collections) or "").partition("/")
    if at == collection:  # copied from the address bar
        last = named
    id = last if last in known else _by_other_name(register, collection, last) or meant(last, known)
    if id in known:
        return f"Bedoelde je ‘{id}’ ({known[id]})?", Fix(mention.text, id)
    row = (all_meant(mention.text, known) or []) if isinstance(mention.at[-1], int) else []
    if len(row) > 1 and not mention.is_link:
        listed = ", ".join(row)
        return f"Dit zijn {len(row)} namen in één. Zet ze los in de lijst: [{listed}].", Fix(mention.text, listed)
    elsewhere = [
        register.collections[other].one
        for other, titles in register.titles.items()
        if other != collection and last in titles and other in register.collections
    ]
    if elsewhere and mention.is_link and (address := _address_meant(register, mention.shown)):
        return f"Bedoelde je ‘{address}’?", Fix(mention.shown, address)
    if elsewhere:
        return f"‘{shown(last)}’ is wel een {elsewhere[0]}: hoort de naam bij een ander veld?", None
    resembling = near(last, known)
    question = f"{resembles(resembling, known)} " if resembling else ""
    ending = "." if mention.is_link else "; schrijf de naam zonder .yml of .md."
    look = f"{question}Kijk in content/{collection}/ hoe het bestand heet{ending}"
    return f"{look} {_without_page(register, collection, mention)}", None


def _without_page(register: Register, collection: str, mention: Mention) -> str:
    """What to do where nobody wrote the page yet: a name that may be left out is, or the page comes first."""
    schema = register.schemas.get(mention.path.split("/")[1])
    if mention.is_link:
        then = "Laat de link dan weg; de naam mag gewoon in de tekst staan."
    elif schema and mention.at and mention.at[0] in schema.document.get("required", ()):
        then = f"Maak die dan eerst, in content/{collection}/."
    else:
        then = "Laat de naam hier dan weg."
    return f"Is er nog geen pagina van? {then}"


def _by_other_name(register: Register, collection: str, name: str) -> str | None:
    """The entry that calls itself `name` too."""
    paths = {mention.path for mention in register.names.get((collection, fold(name)), ())}
    return Path(paths.pop()).stem if len(paths) == 1 else None
