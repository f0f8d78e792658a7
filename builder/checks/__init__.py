"""Rules (being written)."""

def run(knowledge, settings, today):  # type: ignore[no-untyped-def]
    """Nothing yet."""
    return ()
