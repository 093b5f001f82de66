"""The copy for the archive: what LibreOffice made of a Word file, completed and checked.

Nothing here lays out pages (a second layout would drift from Word's) and nothing starts a program.
"""
