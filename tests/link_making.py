"""Links of every form to every kind of place, each with a mark of its own, in every Markdown field there is.

What of them is right, this module does not know: the check says so of each, and the site shows whether it was right.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from tests.making import Maker

MARK = re.compile(r"q(\d+)q")
HEADING = "## Wat ze deden"
# {m} is the mark, {t} the address, {i} the file of an image that is there.
FORMS = (
    "[{m}]({t})", '[{m}]({t} "Titel")', "[{m}]({t} 'Titel')", "[{m}]({t} (Titel))", "[{m}](<{t}>)", "{m} []({t})", "{m} [ ]({t})",
    "[**{m}**]({t})", "[`{m}`]({t})", "{m} [![beeld]({i})]({t})", "{m} [![]({i})]({t})", "{m} [&nbsp;]({t})",
    "{m} [\u200b]({t})", "{m} [<b></b>]({t})", "{m} [:smile:]({t})", "{m} [<!-- x -->]({t})", "{m} [\\ ]({t})",
    "[woord][{m}]\n\n[{m}]: {t}", '[woord][{m}]\n\n[{m}]: {t} "Titel"', "[{m}][]\n\n[{m}]: {t}", "[{m}]\n\n[{m}]: <{t}>",
    "{m} ![beeld][{m}]\n\n[{m}]: {t}", "{m} <{t}>", "{m} {t}", '<a href="{t}">{m}</a>', "<a href='{t}'>{m}</a>", "<a href={t}>{m}</a>",
    '<A HREF="{t}">{m}</A>', '{m} <a href="{t}"></a>', '{m} <a href="{t}"><img src="{i}" alt="beeld"></a>', '{m} <a href="{t}"><img src="{i}"></a>',
    '<a title="x" href="{t}">{m}</a>', "<a>{m}</a>", '{m} <a href="{t}">\n</a>', "{m} ![beeld]({t})", '{m} ![beeld]({t} "Bijschrift")',
    '{m} <img src="{t}" alt="beeld">', "{m} <img alt=beeld src={t}>", "| {m} |\n| --- |\n| {m} [x]({t}) |", "- {m}\n  - [{m}]({t})",
    "> [{m}]({t})", "> [!TIP]\n> [{m}]({t})", "### Kop {m} [x]({t})", "{m}[^{m}]\n\n[^{m}]: Noot {m} [x]({t}).",
    "<details><summary>{m}</summary>\n\n[{m}]({t})\n\n</details>", '<details><summary><a href="{t}">{m}</a></summary>x</details>',
    "{m} [a [b]({t})]({t})", "{m} ~~[x]({t})~~", "{m} \\[x]({t})", "{m} [x] ({t})", "{m} [x]( {t} )", "{m} [x]({t}\n\"Titel\")",
    '<p>{m} <a href="{t}">x</a></p>', '<div>\n\n[{m}]({t})\n\n</div>', "{m} `[x]({t})`", "[{m} x]({t}) en [{m} y]({t})",
)  # fmt: skip


@dataclass
class Places:
    """Addresses of every kind, right and wrong, as seen from a collection. `ids` are the files of all collections."""

    files: list[str]  # collection/name.ending, below content/
    images: list[str]

    def some(self, pick: random.Random, collection: str) -> str:
        file = pick.choice(self.files)
        stem, image = file.rpartition(".")[0], pick.choice(self.images)
        own = [one for one in self.files if one.startswith(f"{collection}/")]
        beside = pick.choice(own).partition("/")[2]
        return pick.choice(
            (
                f"../{file}", f"../{file}", f"../{file}#wat-ze-deden", f"../{file}#Wat-Ze-Deden", f"../{file}#nergens", f"../{file}#",
                f"../{file}?x=1", f"../{file}?x=1#wat-ze-deden", beside, f"./{beside}", f"{beside}#wat-ze-deden", f"../{stem}.md", f"../{stem}.yml",
                f"../{stem}", f"../{stem}/", f"../{stem}.html", f"../{file}/", f"../{file.upper()}", f"..//{file}", f"../x/../{file}",
                f"%2e%2e/{file}", f"../{file.replace('-', '%2D')}", f"../../content/{file}", f"/content/{file}", f"/{stem}/", file,
                f"&#46;./{file}", f"../{file}&#35;wat-ze-deden", f"..\\{file}", f"../{file}%20", f"../{file}#kop-wat-ze-deden", "../tools/nergens.yml",
                "../nergens/x.yml", f"../{collection}/", "../../docs/over/index.md", "/over/", "../../over/", "../../docs/assets/images/logo.svg",
                f"../images/{image}", f"../images/{image}#x", f"../images/{image}?raw=true", "../images/nergens.svg", f"images/{image}", "#wat-ze-deden",
                "#Wat-ze-deden", "#nergens", "#", "", "#wat%2Dze%2Ddeden", "#kop-wat-ze-deden", "#fn:1-1", "#fnref:1-1", "#top", "#__search",
                "?x=1", ".", "..", "./", "../", "https://example.org/", "https://example.org/#x", "HTTPS://EXAMPLE.ORG/", "https://", "https:///x.nl",
                "http://localhost/", "//example.org/x", "www.example.org", "javascript:alert(1)", "ftp://example.org/x", "tel:112", "mailto:", "data:,x",
            )
        )  # fmt: skip


@dataclass
class LinkMaker(Maker):
    """Entries whose Markdown is links. The same seed gives the same, but for those `told`, which become a word."""

    told: set[int] = field(default_factory=set)
    each_text: int = 12
    count: int = 0
    made: dict[int, str] = field(default_factory=dict)

    def with_links(self, each: int, images: list[str]) -> dict[str, str]:
        names = list(Maker(self.schemas, self.collections, self.seed).files(each))  # the same files, to link to
        self._places = Places(names, images)
        self._pick = random.Random(self.seed + 1)
        self.count = 0
        return self.files(each)

    def _value(self, node: dict[str, Any], whole: bool = True) -> Any:
        if node.get("contentMediaType") != "text/markdown":
            return super()._value(node, whole)
        random_before = self._random.getstate()
        collection = self._within[0]
        whole = whole and "maxLength" not in node
        links = [self._link(collection) for _ in range(self.each_text if whole else 1)]
        most = node.get("maxLength", 10_000)
        links = [link if len(link) <= most else f"Woord {self.count}." for link in links]
        self._random.setstate(random_before)  # so that the rest is as it is without links
        super()._value(node, whole)
        return "\n\n".join([HEADING, *links] if whole else links)

    def _link(self, collection: str) -> str:
        self.count += 1
        form, target = self._pick.choice(FORMS), self._places.some(self._pick, collection)
        mark = f"q{self.count}q"
        image = f"../images/{self._pick.choice(self._places.images)}"
        text = form.replace("{m}", mark).replace("{t}", target).replace("{i}", image)
        self.made[self.count] = text
        return f"Woord {mark}." if self.count in self.told else text
