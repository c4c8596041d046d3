"""The reader."""

from exporter.tei.limits import Limits
from exporter.tei.read import read

__all__ = ["Limits", "read"]
