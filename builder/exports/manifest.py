"""Web app manifests: how a phone puts the site among its own applications."""

from __future__ import annotations

import json

from builder.exports.opensearch import short_name

_ICONS = ((192, "any"), (512, "any"), (512, "maskable"))
_GROUND = "#fbfaf6"
"""The ground of the light scheme, seen while it starts."""


def render_manifest(name: str, description: str, language: str, root: str) -> str:
    """The manifest of one language's pages; `root` leads from there to the site's root."""
    icons = [
        {"src": f"{root}assets/images/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": use}
        for size, use in _ICONS
    ]
    told = {
        "name": name,
        "short_name": short_name(name),
        "description": description,
        "lang": language,
        "start_url": "./",
        "scope": root,
        "display": "standalone",
        "background_color": _GROUND,
        "theme_color": _GROUND,
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
