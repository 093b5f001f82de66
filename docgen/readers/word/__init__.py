"""Word files as blocks."""
