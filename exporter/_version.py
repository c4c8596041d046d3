"""The version, which the package's metadata is taken from too."""

__all__ = ["__version__"]

__version__ = "0.2.0.dev0"
