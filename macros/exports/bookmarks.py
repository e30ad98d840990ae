"""What a visitor's browser needs to know of the collections, to keep entries and to set them side by side.

Which entries she keeps is for her browser alone, and what they say is in the `entry.json` of each:
docs/assets/js/bookmarks/.
"""

from __future__ import annotations

import json

from macros.library.library import Library


def collections_for_browser(library: Library) -> str:
    """As JSON: by name of a collection where its entries stand, and what they are called."""
    known = {
        name: {"path": one.path, "title": one.title, "one": one.one, "many": one.many}
        for name, one in library.settings.collections.items()
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))
