"""PDF files as blocks."""
