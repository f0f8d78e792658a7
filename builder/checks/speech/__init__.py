"""What a sentence does to whoever hears it: detectors over text, for the languages that we know (fr, en)."""
