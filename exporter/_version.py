"""The version, which the package's metadata is taken from too."""

__all__ = ["NUMBER", "__version__"]

__version__ = "0.2.0"

NUMBER = __version__.partition(".dev")[0]
"""As TEI writes it (``teidata.versionNumber``): on the way to a version already that one's."""
