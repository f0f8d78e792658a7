"""The site inside MkDocs: thin hooks over plain functions, and the frame around every page."""
