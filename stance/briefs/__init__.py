"""One page on a country or an issue in plain sentences, each with the statements it rests on.

Nothing is in a brief that is not in the data: a sentence is made from rows, and what the rows do not hold is
said to be absent or left out.
"""

from stance.briefs.brief import Brief, Section, Sentence, Source
from stance.briefs.country import of_country
from stance.briefs.files import as_html, as_markdown
from stance.briefs.issue import of_issue

__all__ = ["Brief", "Section", "Sentence", "Source", "as_html", "as_markdown", "of_country", "of_issue"]
