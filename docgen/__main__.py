"""``python -m docgen`` is the command ``docgen``."""

from docgen.cli.main import run

run()
