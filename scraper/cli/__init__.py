"""argv → settings → pipeline → exit code. stdout is data, stderr is talk."""

from scraper.cli.main import main

__all__ = ["main"]
