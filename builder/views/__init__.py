"""What pages and search show, as frozen values: no markup, no decisions left for templates."""
