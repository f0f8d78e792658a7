"""talktrack: a sales team's talk tracks, from YAML to a site that answers with the line to say."""

__version__ = "0.1.0"
