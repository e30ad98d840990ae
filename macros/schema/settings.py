"""Reading `kennisbank.yml`: where the knowledge base lives and which collections it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from macros.base.labels import within_sentence
from macros.schema.chooser_settings import ChooserSettings
from macros.schema.monitor_settings import MonitorSettings

FILE_NAME = "kennisbank.yml"
# In `sort`, beside the names of fields: what has most to tell in front. See macros/library/worth.py.
WORTH = "worth"

# Set in the environment where a writer looks at her own work: then drafts are shown too, marked as such.
DRAFTS = "KENNISBANK_DRAFTS"
# In the environment of a build: in how many processes it makes pages. Without it, one for each processor.
JOBS = "KENNISBANK_JOBS"
# The same: nothing is read that an earlier build kept, and nothing is kept.
NO_CACHE = "KENNISBANK_NO_CACHE"


@dataclass(frozen=True)
class Collection:
    """How the site shows one collection. `name` is its folder in `content/`, `path` its folder on the site."""

    name: str
    path: str
    title: str
    one: str
    many: str
    call: str
    why: str
    icon: str
    card: tuple[str, ...]
    facets: tuple[str, ...]
    sort: tuple[str, ...]


@dataclass(frozen=True)
class Gather:
    """A field whose choices have a page each, below `path`, with the entries of `collections` that belong there.

    `through` are the collections whose entries bring what they refer to, and what refers to them. `about` goes before
    a choice in a sentence (‘uit’, ‘over’); `names` says that the choices are names, which keep their capital there.
    """

    field: str
    path: str
    title: str
    one: str
    many: str
    icon: str
    about: str
    names: bool
    collections: tuple[str, ...]
    through: tuple[str, ...]

    def url(self, choice: str) -> str:
        """The page of a choice, relative to the root of the site."""
        return f"{self.path}/{choice}/"

    def said(self, label: str) -> str:
        """A choice within a sentence: ‘uit Drenthe’, ‘over waterstof’. What begins as an abbreviation stays one."""
        return f"{self.about} {label if self.names else within_sentence(label)}"


@dataclass(frozen=True)
class FilterChoice:
    """One choice of a filter: what an entry must have for it, or how old it may be at most."""

    value: str
    title: str
    phrase: str = ""
    fields: tuple[str, ...] = ()
    referring: tuple[str, ...] = ()  # collections, one of which refers to the entry
    years: int | None = None


@dataclass(frozen=True)
class Filter:
    """A filter that no field holds. `age` is the field with the date, for one that sorts entries by their age."""

    name: str
    title: str
    description: str
    phrase: str
    age: str
    choices: tuple[FilterChoice, ...]


@dataclass(frozen=True)
class Licence:
    """What others may do with what is written here: what it is called, its address for programs, and one to read."""

    name: str
    url: str
    read: str


@dataclass(frozen=True)
class Settings:
    """The settings of one knowledge base."""

    repository: str
    branch: str
    collections: dict[str, Collection]
    glossary: str | None = None  # the collection whose entries explain words
    gather: tuple[Gather, ...] = ()
    published: str = ""  # where the site stands on the web, when that does not follow from the repository
    filters: dict[str, Filter] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()  # words that say nearly the same to who searches
    publisher: str = ""  # whose site it is; empty where that is not filled in
    contact: str = ""  # the address of a page that says how to reach them
    licence: Licence | None = None  # of what is written here
    chooser: ChooserSettings | None = None
    monitor: MonitorSettings | None = None

    def gather_of(self, field: str) -> Gather | None:
        """How the choices of a field are gathered, where they are."""
        return next((one for one in self.gather if one.field == field), None)

    @property
    def address(self) -> str:
        """Where the site stands on the web, with a slash at its end.

        Unless it is given, that is where GitHub Pages puts what is in the repository.
        """
        if self.published:
            return self.published.rstrip("/") + "/"
        place = urlsplit(self.repository)
        owner, _, name = place.path.strip("/").removesuffix(".git").partition("/")
        if place.hostname != "github.com" or not name:
            return self.repository.rstrip("/") + "/"
        host = f"{owner.lower()}.github.io"
        return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"

    def browse_url(self, path: str) -> str:
        """Where a visitor sees the folder or file at `path` among the others."""
        return f"{self.repository.rstrip('/')}/tree/{self.branch}/{path}"

    @property
    def report_url(self) -> str:
        """Where a visitor says that something is wrong."""
        return f"{self.repository.rstrip('/')}/issues/new"

    def form_url(self, collection: str) -> str:
        """Where a visitor fills in the form of a collection: that of GitHub's issues, which `make forms` makes."""
        return f"{self.report_url}?{urlencode({'template': f'{collection}.yml'})}"

    def confirm_url(self, title: str, url: str, name: str) -> str:
        """Where a visitor says that the page `title` at `url`, from the root of the site, still holds: a form to send.

        `name` is the collection and id of its entry. Where the repository has no such form, GitHub takes `body`.
        """
        body = (
            f"Ik heb {self.address}{url} vandaag nagekeken, en het klopt nog.\n\n"
            "Mijn functie of rol (geen naam): \n\nWaar ik het heb nagekeken: "
        )
        told = {"template": "confirm.yml", "title": f"Klopt nog: {title}", "page": name, "body": body}
        return f"{self.report_url}?{urlencode(told, quote_via=quote)}"

    def edit_url(self, path: str) -> str:
        """Where a visitor can edit the file at `path`, which is relative to the project's root."""
        return f"{self.repository.rstrip('/')}/edit/{self.branch}/{path}"

    def upload_url(self, folder: str) -> str:
        """Where who may write here puts files in `folder`."""
        return f"{self.repository.rstrip('/')}/upload/{self.branch}/{folder}"

    def new_url(self, folder: str, name: str, text: str) -> str:
        """Where a visitor makes a file in `folder`, with `name` and `text` filled in.

        GitHub does not document these parameters; past some 6,000 characters the address may fail.
        """
        query = urlencode({"filename": name, "value": text}, quote_via=quote)
        return f"{self.repository.rstrip('/')}/new/{self.branch}/{folder.rstrip('/')}?{query}"
