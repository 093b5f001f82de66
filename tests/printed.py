"""What a Word file looks like on paper: its PDF by LibreOffice, read back as text."""

import subprocess

from docgen.office.libreoffice import convert


def pdf_text(docx: bytes) -> list[str]:
    """The pages of the document as LibreOffice prints them, columns kept apart by blanks."""
    return page_texts(convert(docx))


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, columns kept apart by blanks."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.removesuffix("\f").split("\f")


def lines(docx: bytes) -> list[str]:
    """The printed lines of all pages, without empty ones and with single blanks."""
    return [" ".join(line.split()) for page in pdf_text(docx) for line in page.splitlines() if line.strip()]
