"""What a talktrack site changes in MkDocs' configuration, and what it reads from there."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from builder.models import Audience
from builder.text import heading_slug
from builder.website.editions import Edition, Place

log = logging.getLogger("mkdocs.plugins.talktrack")

THEME = Path(__file__).parent / "theme"
_MATERIAL_FAVICON, _FAVICON = "assets/images/favicon.png", "assets/images/favicon.svg"
SITEMAP = "sitemap.xml"
_MATERIAL_SCRIPTS = {
    "bundle": "assets/javascripts/bundle.*.min.js",
    "worker": "assets/javascripts/workers/search.*.min.js",
}
_UNUSED = re.compile(r"assets/stylesheets/(main|palette)\.|assets/javascripts/.*\.map$")
_KEPT_FEATURES = ("search.", "content.")
"""What Material may switch on; its navigation would fetch pages and list them all in each."""


def configure(config: MkDocsConfig) -> None:
    """Our theme over Material's, nothing from other hosts, addresses and anchors as the knowledge base has them."""
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.theme["font"] = False
    if config.theme.get("favicon") == _MATERIAL_FAVICON:
        config.theme["favicon"] = _FAVICON
    config.theme["features"] = [f for f in config.theme.get("features", []) if f.startswith(_KEPT_FEATURES)]
    config.use_directory_urls = True
    config.validation.links.anchors = logging.WARNING
    config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "slugify": heading_slug}


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Files of the themes that no page asks for, and what would be copied because it is no template now."""
    for file in list(files):
        if _UNUSED.match(file.src_uri) or (file.src_uri == SITEMAP and SITEMAP not in config.theme.static_templates):
            files.remove(file)


def material(config: MkDocsConfig) -> dict[str, str]:
    """Material's own scripts, whose names change with its version."""
    return {
        name: path.relative_to(folder).as_posix()
        for name, pattern in _MATERIAL_SCRIPTS.items()
        for folder in config.theme.dirs
        for path in Path(folder).glob(pattern)
    }


def configure_audience(config: MkDocsConfig, edition: Edition) -> None:
    """A sitemap only for a site that is public and knows its address."""
    if not (config.site_url and is_public(edition)):
        config.theme.static_templates.discard(SITEMAP)
    if not config.site_url:
        log.info("No site_url in mkdocs.yml: no canonical links, and the 404 page expects the site at /.")


def is_public(edition: Edition) -> bool:
    """Whether the site is for everyone."""
    return edition.source is not None and edition.source.project.settings.audience is Audience.PUBLIC


def place_of(config: MkDocsConfig) -> Place:
    """Where the project lies, and where its site and sources will be read."""
    return Place(_folder(config), _edit_root(config), _root_path(config))


def _folder(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _root_path(config: MkDocsConfig) -> str:
    path = urlsplit(config.site_url or "").path.strip("/")
    return f"/{path}/" if path else "/"


def _edit_root(config: MkDocsConfig) -> str:
    """MkDocs' edit_uri leads to the hand-written pages (its default: to docs/); YAML lies beside, so that comes off."""
    if not config.edit_uri:
        return ""
    base = urljoin(f"{(config.repo_url or '').rstrip('/')}/", config.edit_uri)
    return base.removesuffix("content/pages/").removesuffix("docs/")
