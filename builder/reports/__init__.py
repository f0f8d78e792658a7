"""What marketing asks of the knowledge base, as values: coverage, freshness, knowledge to cross, health, findings."""
