"""Plain text, as OCR and legal databases give it, as blocks."""
