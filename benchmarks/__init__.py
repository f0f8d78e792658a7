"""How long things take, and how large they get: see each module's docstring for how to run it."""
