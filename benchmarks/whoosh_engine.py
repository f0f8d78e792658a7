"""Whoosh over the same cards, with its analyser of the language."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from whoosh import query as whoosh_query
from whoosh.analysis import Analyzer, LanguageAnalyzer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index

from benchmarks.node_engines import documents
from benchmarks.queries import Query
from benchmarks.search import FIRST, Answers
from builder.views.cards import Card

BOOSTS = {"head": 3.0, "label": 2.0, "body": 1.0}


def whoosh(fuzzy: bool) -> Callable[[Sequence[Card], str, Sequence[Query]], Answers]:
    """The answers of Whoosh, BM25F over what its analyser of the language leaves; `fuzzy` takes words one edit off."""

    def answers(cards: Sequence[Card], language: str, queries: Sequence[Query]) -> Answers:
        start = time.perf_counter()
        analyser = LanguageAnalyzer(language)
        index = _whoosh_index(cards, analyser)
        load = (time.perf_counter() - start) * 1000
        found = []
        with index.searcher() as searcher:
            for query in queries:
                start = time.perf_counter()
                words = [token.text for token in analyser(query["q"], mode="query")]
                hits = searcher.search(whoosh_query.Or(list(_terms(words, fuzzy))), limit=FIRST)
                found.append(([hit["id"] for hit in hits], (time.perf_counter() - start) * 1000))
        return Answers(found, load)

    return answers


def _whoosh_index(cards: Sequence[Card], analyser: Analyzer) -> Index:
    schema = Schema(id=STORED, **{field: TEXT(analyzer=analyser) for field in BOOSTS})
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for document in documents(cards):
        writer.add_document(**document)
    writer.commit()
    return index


def _terms(words: Sequence[str], fuzzy: bool) -> Iterator[whoosh_query.Query]:
    for word in words:
        for field, boost in BOOSTS.items():
            yield whoosh_query.Term(field, word, boost)
            if fuzzy:
                yield whoosh_query.FuzzyTerm(field, word, boost / 2, prefixlength=1, constantscore=False)
