"""One card a line that can be said, one ranking in two languages of code, over one postings file."""
