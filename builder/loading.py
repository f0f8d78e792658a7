"""From files to a knowledge base: read, validated, translations met, checked; all findings of all files in one run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from builder import checks
from builder.documents import Document
from builder.files import CONFIG
from builder.findings import Finding, Value, in_order
from builder.headings import sections_of
from builder.kept import Keeping, Read, close, opened, read
from builder.knowledge import Knowledge
from builder.models import MODELS, Kind, Record, Ref
from builder.settings import Project, from_mapping
from builder.source import Location
from builder.sources import Files, Name, knows_folder, named, read_files
from builder.translation import merge
from builder.validation import validate
from builder.yaml_reader import Parsed, decode, parse_yaml

_OWN_KEYS = {Kind.GUIDE: ("status", "reviewed")}


class NoProject(Exception):
    """There is no knowledge base in this folder; `lacks` says what is missing: mkdocs.yml or content."""

    def __init__(self, root: Path, lacks: str) -> None:
        super().__init__(f"{root}: no {lacks}")
        self.root, self.lacks = root, lacks


class Loaded(NamedTuple):
    """A knowledge base in the site's own language, with everything that is wrong with it."""

    knowledge: Knowledge
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    """The text of each file that was read, for excerpts."""


def open_project(root: Path, environ: Mapping[str, str] | None = None) -> tuple[Project, tuple[Finding, ...], str]:
    """The project in a folder, what is wrong with its settings, and its mkdocs.yml; NoProject without one."""
    config = root / CONFIG
    if not config.is_file():
        raise NoProject(root, CONFIG)
    return read_project(config.read_bytes(), root, environ)


def read_project(
    raw_config: bytes, root: Path, environ: Mapping[str, str] | None = None
) -> tuple[Project, tuple[Finding, ...], str]:
    """The project that these bytes of a mkdocs.yml describe, what is wrong with its settings, and the text."""
    text, odd = decode(raw_config, CONFIG)
    parsed = parse_yaml(text, CONFIG, opaque_tags=True, environ=environ or {})
    raw = parsed.data if isinstance(parsed.data, dict) else {}
    codes = {code: not rule.group.fixed for code, rule in checks.RULES.items()}
    project, findings = from_mapping(raw, root, parsed.root, codes)
    return project, (*odd, *parsed.findings, *findings), text


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without Python's cycle collector: what is read stays, and looking for garbage in it costs a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.enable()


@_no_collector()
def load(project: Project, *, cached: bool = False) -> Loaded:
    """The knowledge base in a project's folder; NoProject where it has none.

    With `cached` only what has changed since the last time is read and judged anew.
    """
    files = read_files(project.root)
    if not files.documents:
        raise NoProject(project.root, "content")
    if not cached:
        return assemble(files, project)
    keeping = opened(project.root)
    loaded = assemble(files, project, keeping)
    close(keeping, project.root)
    return loaded


@_no_collector()
def assemble(
    files: Files, project: Project, keeping: Keeping | None = None, *, unread: frozenset[Ref] = frozenset()
) -> Loaded:
    """The knowledge base that these files hold; `unread` are documents that exist and are not looked at."""
    gathered, knowledge = _gathered(files, project, keeping.read if keeping else read, unread)
    if keeping:
        keeping.begin(project.settings, project.language)
    findings = (*gathered.findings, *checks.run(knowledge, project.settings, project.today, keeping))
    return Loaded(knowledge, in_order(findings), gathered.texts)


@_no_collector()
def unjudged(files: Files, project: Project) -> Knowledge:
    """The knowledge base that these files hold, without a look at what is wrong with it."""
    return _gathered(files, project, read, frozenset())[1]


def _gathered(
    files: Files, project: Project, reader: Callable[[str, bytes], Read], unread: frozenset[Ref]
) -> tuple[_Gathered, Knowledge]:
    gathered = _Gathered(project.language, reader)
    for path, raw in files.documents.items():
        gathered.read(path, raw)
    documents = gathered.bases()
    return gathered, Knowledge(
        language=project.language,
        documents=documents,
        translations=gathered.translations(),
        broken=frozenset(gathered.broken) | unread,
        written={_page_id(path): sections_of(raw.decode("utf-8", "replace")) for path, raw in files.pages.items()},
        files=files.names,
    )


def _page_id(path: str) -> str:
    return path.removeprefix("content/pages/").removesuffix(".md")


@dataclass
class _Gathered:
    """Documents read so far, base files and translations apart until all are there."""

    language: str
    reader: Callable[[str, bytes], Read]
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    broken: set[Ref] = field(default_factory=set)
    parsed: dict[Name, Parsed] = field(default_factory=dict)
    lacking: dict[Ref, set[Value]] = field(default_factory=dict)

    def read(self, path: str, raw: bytes) -> None:
        name = named(path)
        if name is None or name.language == self.language:
            variant = "file" if knows_folder(path) else "folder"
            self.findings.append(Finding("bad-id", Location(path), values={"written": path}, variant=variant))
            return
        text, odd, parsed = self.reader(path, raw)
        self.texts[path] = text
        self.findings += (*odd, *parsed.findings)
        if (first := self.parsed.get(name)) is not None:
            same = Finding(
                "duplicate-id",
                Location(path),
                values={"written": name.id},
                related=(Location(first.root.path),),
                variant="file",
            )
            self.findings.append(same)
        elif parsed.findings and parsed.data is None:
            self.broken.add(Ref(name.kind, name.id))
        else:
            self.parsed[name] = parsed

    def bases(self) -> dict[Kind, dict[str, Document[Record]]]:
        found: dict[Kind, dict[str, Document[Record]]] = {kind: {} for kind in MODELS}
        for name in sorted(self._named(translations=False)):
            parsed = self.parsed[name]
            record, findings = validate(MODELS[name.kind], parsed.data, parsed.root)
            self.findings += findings
            self.lacking[Ref(name.kind, name.id)] = {f.values["field"] for f in findings if f.code == "missing-field"}
            if record is None:
                self.broken.add(Ref(name.kind, name.id))
            else:
                found[name.kind][name.id] = Document(name.kind, name.id, record, parsed.root, self.language)
        return found

    def translations(self) -> dict[str, dict[Ref, Document[Record]]]:
        found: dict[str, dict[Ref, Document[Record]]] = {}
        for name in sorted(self._named(translations=True)):
            own, ref = self.parsed[name], Ref(name.kind, name.id)
            base = self.parsed.get(Name(name.kind, name.id, ""))
            if base is None:
                self._without_base(ref, own)
                continue
            own_keys = _OWN_KEYS.get(name.kind, ())
            met = merge(MODELS[name.kind], (base.data, base.root), (own.data, own.root), own_keys=own_keys)
            record, findings = validate(MODELS[name.kind], met.data, met.root)
            self.findings += (*met.findings, *_of_translation(findings, own, self.lacking[ref].difference(own_keys)))
            if record is not None:
                document = Document(name.kind, name.id, record, met.root, name.language)
                found.setdefault(name.language, {})[ref] = document
        return found

    def _named(self, *, translations: bool) -> Iterable[Name]:
        return (name for name in self.parsed if bool(name.language) is translations)

    def _without_base(self, ref: Ref, own: Parsed) -> None:
        if ref not in self.broken:
            finding = Finding("unknown-reference", own.root.at_value, values={"written": str(ref)}, variant="base")
            self.findings.append(finding)


def _of_translation(findings: Iterable[Finding], own: Parsed, lacking: set[Value]) -> Iterator[Finding]:
    """Its own findings: what stands in the base, or is missing there too, is said there."""
    return (
        finding
        for finding in findings
        if finding.location.path == own.root.path
        and not (finding.code == "missing-field" and finding.values["field"] in lacking)
    )
