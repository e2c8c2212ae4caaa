"""A configuration file is checked against one table; all its errors come at once, with lines."""

from scraper.config.desk import Desk, Export, read_config, read_desk
from scraper.config.example import EXAMPLE
from scraper.config.schema import EXPORT_FORMATS

__all__ = ["EXAMPLE", "EXPORT_FORMATS", "Desk", "Export", "read_config", "read_desk"]
