"""Where each reference leads: to an entry or image that is there, or to a draft, a former name, what is gone, nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from macros.problems.problem import START, Fix, Problem
from macros.reading.entry_files import IMAGES
from macros.references.addresses import as_linked, without_tail
from macros.references.fields import Mention
from macros.references.former_names import Name
from macros.references.gone import places_of, taken_away
from macros.references.register import Register
from macros.references.unknown import missing_image, unknown
from macros.schema.schemas import DRAFT
from macros.validation.finding import shown


def references(register: Register) -> Iterator[Problem]:
    """The references that do not lead to what is on the site under that name."""
    too_early: dict[Name, list[Mention]] = {}  # drafts, and what refers to them
    gone: dict[Name, list[Mention]] = {}  # what a proposal takes away, and what refers to it
    for collection, mention in register.references:
        name = (collection, mention.text)
        if collection == IMAGES:
            register.texts.shown.add(mention.text)
        known = register.holds(*name)
        now = None if known else register.former.now(*name)
        if (now or name) in register.drafts:
            too_early.setdefault(now or name, []).append(mention)
        elif now:
            yield _by_former_name(register, collection, mention, now)
        elif known:
            if mention.is_link and name in register.files:
                yield from _wrong_ending(mention, register.files[name][0])
        elif register.base and register.base.path_of(*name):
            gone.setdefault(name, []).append(mention)
        else:
            yield missing_image(register, mention) if collection == IMAGES else unknown(register, collection, mention)
    for draft, mentions in too_early.items():
        yield from _refers_to_draft(register, draft, mentions)
    yield from taken_away(register, gone)


def unused_images(register: Register) -> Iterator[Problem]:
    """The images that no text shows: known once references are judged, which may mean another image than they say."""
    for name, path in register.images.items():
        if name not in register.texts.shown:
            hint = f"Gebruik haar met ![beschrijving](../images/{name}), of haal het bestand weg."
            yield Problem.of("image-unused", path, START, "Geen enkele tekst toont deze afbeelding.", hint)


def _refers_to_draft(register: Register, draft: Name, mentions: list[Mention]) -> Iterator[Problem]:
    """What is on the site cannot lead to what is not. Where it was there before, one problem tells all places."""
    told = register.drafts[draft]
    drafts = {mention.path for mention in register.drafts.values()}
    mentions = [mention for mention in mentions if mention.path not in drafts]
    base = register.base
    if mentions and base and base.path_of(*draft) and not base.was_draft(*draft):
        message = f"Dit concept gaat van de site af. {places_of(mentions)}."
        yield told.problem("draft", message, f"Haal die verwijzingen weg, of haal ‘{DRAFT}: true’ weg.")
        return
    for mention in mentions:
        message = f"‘{shown(mention.text)}’ is nog een concept, en staat dus niet op de site."
        hint = f"Haal de verwijzing weg tot het klaar is. Of haal ‘{DRAFT}: true’ weg in {told.path}:{told.spot.line}."
        yield mention.problem("draft", message, hint)


def _by_former_name(register: Register, collection: str, mention: Mention, now: Name) -> Problem:
    """A reference to what is called otherwise by now."""
    path = register.files[now][0]
    if mention.is_link:
        file = without_tail(mention.shown)
        beside = "/" not in file and now[0] == collection
        new = (path.rpartition("/")[2] if beside else as_linked(path)) + mention.shown[len(file) :]
    elif now[0] == collection:
        new = now[1]
        register.outdated.setdefault(mention.path, []).append((mention.at, new))
    else:
        message = f"‘{shown(mention.text)}’ is nu een {register.collections[now[0]].one}: {path}."
        return mention.problem("reference", message, "Hoort de naam bij een ander veld? Haal hem anders weg.")
    message = f"‘{shown(mention.text)}’ heet nu ‘{now[1]}’."
    hint = "Schrijf de nieuwe naam. Tot dan leidt de oude daarheen."
    return mention.problem("old-name", message, hint, Fix(mention.shown, new))


def _wrong_ending(mention: Mention, path: str) -> Iterator[Problem]:
    """A link with the other ending works on the site, but not on GitHub."""
    file = path.rpartition("/")[2]
    written = without_tail(mention.shown).rpartition("/")[2]
    if unquote(written) != file:
        hint = "Schrijf de naam zoals het bestand heet; anders werkt de link niet op GitHub."
        yield mention.problem("reference", f"Dit bestand heet ‘{file}’.", hint, Fix(written, file))
