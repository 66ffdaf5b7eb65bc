"""What the project says of its own way of working: one text a thing, shown where people read it.

What a station does is said in that station's own module and taken from there, so that the text cannot drift
away from the code that it describes.
"""

from __future__ import annotations

import importlib
import inspect
import re

# The field's terms, each explained once.
GLOSSARY = (
    ("Document", "A source text with title, publisher, date, language, address and kind: press report, "
     "official page, UN record, UN press coverage, or a table."),
    ("Statement", "Words attributed to an actor in a document: quoted, reported in indirect speech, or both, "
     "with the day, the office and the country."),
    ("Actor", "A person or an institution that speaks. A person speaks for a government only in an "
     "office that he or she held on that day."),
    ("Issue and codebook", "A question, and the written rules by which statements are coded to one of "
     "the answers: what counts, what does not, and examples."),
    ("Concept and stance", "A concept is something that can be supported or opposed, such as a ceasefire. A "
     "statement supports, opposes or does not address each concept, perhaps under a condition."),
    ("Position", "The answer that follows from the stances by the codebook's rule; exactly one a statement. "
     "“States no position” is an answer too: the actor spoke, but not on this."),
    ("Coding, coder", "One reading of one statement: the position, how sure the coder is, and the words that "
     "decided it. The coder is a person or a model. A person's coding outranks a model's."),
    ("Confidence", "How often codings of this kind were right when they could be checked. 80 % means "
     "that about one in five is wrong."),
    ("Standing", "An actor's position on a day: the latest statement that counts, carried forward until "
     "another takes its place. Its age is shown."),
    ("Shift", "A change of standing, with the statement that made it."),
    ("Contested", "Two voices of one government took different positions in the 30 days up to its latest "
     "words."),
    ("Bloc", "A group of states with dated membership, such as the European Union. Its standings are those "
     "of its members of the shown day; lists and counts of statements keep to what was said while they were "
     "members."),
    ("Roll call", "A recorded vote. It is read as a position only where the codebook says so."),
    ("Cluster", "Statements or actors that lie closer to each other than to the rest. How far it can be "
     "trusted is said beside it."),
    ("Data version", "Seven characters that name this exact state of the data, for citing. Where people "
     "have decided in review, a plus sign and seven more name their decisions."),
)  # fmt: skip

LIMITS = (
    "**Silence is not neutrality.** “No statement found” means that these sources hold none. A state may "
    "have spoken elsewhere.",
    "**The sources are a selection.** English-language reports and the records of the United Nations "
    "weigh more than others. Counts compare what was collected, not how much a government spoke.",
    "**Words are not deeds.** A position is what was said in public on that day, not what a government "
    "did or meant.",
    "**A statement loses its surroundings.** Each is coded by its own words and one line of context.",
    "**Translations and paraphrases** carry someone else's choice of words. Each says which it is.",
    "**The model errs**, more with irony, reported views of others, and calls tied to conditions. Its "
    "confidence is shown, and what is too unsure colours no map.",
    "**Nearness in wording is not agreement.** The landscape shows what statements speak of.",
)  # fmt: skip


def said_by(name: str, starting: str = "") -> str:
    """What the module ``name`` says of itself, as markdown: its description without the heading line.

    With ``starting`` only the paragraph that begins so. Constants that it names stand with their values.
    ImportError where there is no such module, ValueError where there is no such paragraph.
    """
    module = importlib.import_module(name)
    paragraphs = (inspect.getdoc(module) or "").split("\n\n")[1:]
    chosen = [part for part in paragraphs if part.startswith(starting)]
    if not chosen:
        raise ValueError(f"the description of {name} has no paragraph that begins with {starting!r}")

    def shown(found: re.Match[str]) -> str:
        value = getattr(module, found[1], None)
        return str(value) if isinstance(value, int | float) else f"`{found[1]}`"

    return re.sub(r"``(.+?)``", shown, "\n\n".join(chosen))
