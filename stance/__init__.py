"""Who holds which position, since when, in whose words: from articles to an evidence-backed map."""

__version__ = "0.1.0"
