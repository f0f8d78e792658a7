"""What a talktrack site changes in MkDocs' configuration, and what it reads from there."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
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
_UNUSED = re.compile(r"assets/(?:stylesheets|javascripts)/")
"""Material's: our pages load none of it."""
_SEARCHES = ("search", "material/search")
"""What MkDocs and Material call their plugin for searching, which takes 10 ms a page."""


def configure(config: MkDocsConfig) -> None:
    """Our theme over Material's, nothing from other hosts, addresses and anchors as the knowledge base has them."""
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.theme["font"] = False
    if config.theme.get("favicon") == _MATERIAL_FAVICON:
        config.theme["favicon"] = _FAVICON
    config.theme["features"] = []
    _search_ourselves(config)
    config.use_directory_urls = True
    config.validation.links.anchors = logging.WARNING
    config.mdx_configs["toc"] = {**config.mdx_configs.get("toc", {}), "slugify": heading_slug}


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Files of the themes that no page asks for, and what would be copied because it is no template now."""
    for file in list(files):
        of_theme = file.src_dir != config.docs_dir
        if of_theme and (_UNUSED.match(file.src_uri) or _is_no_template(file.src_uri, config)):
            files.remove(file)


def _is_no_template(name: str, config: MkDocsConfig) -> bool:
    return name == SITEMAP and SITEMAP not in config.theme.static_templates


def _search_ourselves(config: MkDocsConfig) -> None:
    """Take out the search of MkDocs or Material, where mkdocs.yml still lists it."""
    for name in _SEARCHES:
        if plugin := config.plugins.pop(name, None):
            log.info("The plugin %r in mkdocs.yml is not needed: this site has a search of its own.", name)
            for methods in config.plugins.events.values():
                methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]


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
    return Place(_folder(config), _edit_root(config), _root_path(config), _url(config), _hidden(config))


def _folder(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _root_path(config: MkDocsConfig) -> str:
    path = urlsplit(config.site_url or "").path.strip("/")
    return f"/{path}/" if path else "/"


def _url(config: MkDocsConfig) -> str:
    return f"{config.site_url.rstrip('/')}/" if config.site_url else ""


def _hidden(config: MkDocsConfig) -> Callable[[str], bool]:
    """Whether mkdocs.yml keeps a hand-written page out of what is published."""
    specs = [spec for spec in (config.exclude_docs, config.draft_docs) if spec]
    return lambda name: any(spec.match_file(f"{name}.md") for spec in specs)


def _edit_root(config: MkDocsConfig) -> str:
    """MkDocs' edit_uri leads to the hand-written pages (its default: to docs/); YAML lies beside, so that comes off."""
    if not config.edit_uri:
        return ""
    base = urljoin(f"{(config.repo_url or '').rstrip('/')}/", config.edit_uri)
    return base.removesuffix("content/pages/").removesuffix("docs/")
