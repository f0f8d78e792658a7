"""Drafts made from what there was before: an old deck, notes with headings, a table of objections."""
