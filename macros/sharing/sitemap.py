"""Which pages there are, for search engines (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from macros.sharing.page import SharedPage

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def as_sitemap(pages: Iterable[SharedPage], home: str) -> bytes:
    """Each page with its address and, where that is known, the day that it last was right or changed."""
    root = ElementTree.Element("urlset", {"xmlns": _NAMESPACE})
    for page in sorted(pages, key=lambda page: page.url):
        place = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(place, "loc").text = home + page.url
        if page.day:
            ElementTree.SubElement(place, "lastmod").text = page.day
    ElementTree.indent(root, space="")
    return b"%s\n" % ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def as_robots(home: str) -> str:
    """What robots may read: everything. Below a path of a host, only its sitemap line means something."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {home}sitemap.xml\n"
