"""What goes wrong with input, said so that the reader can mend it."""


class InputError(ValueError):
    """One input cannot be used: which file, which line, what is wrong and what mends it.

    The rest of the input is still done; the command line ends with status 1.
    """

    def __init__(self, where: str, problem: str, mend: str, line: int | None = None) -> None:
        self.where, self.problem, self.mend, self.line = where, problem, mend, line
        place = where if line is None else f"{where}, line {line}"
        super().__init__(f"{place}: {problem}. {mend}.")
