"""An outside check of the whole chain: ``python bench/votes.py [--snapshot DIR] [--issue ID] [--call ID]``.

For each roll call that the codebook reads as a position: in how many states the standing in own words on
that day and the vote take the same position, with the 95 % interval, and the rank correlations over
states. Beneath, every state in which they differ, with the statement to look at. The reports of votes
and the words of blocs are left out; an abstention takes no side.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stance.against_votes import DIFFERS, Share, calls, cases, ranks, share  # noqa: E402
from stance.counting import Rules  # noqa: E402
from stance.filters import Filters  # noqa: E402
from stance.ranks import Correlation  # noqa: E402
from stance.snapshot import BUNDLED, open_snapshot  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--snapshot", type=Path, default=BUNDLED)
    parser.add_argument("--issue", default="gaza-ceasefire")
    parser.add_argument("--call", default="", help="list the mismatches of this roll call only")
    options = parser.parse_args()
    snapshot = open_snapshot(options.snapshot)
    issue = snapshot.issues[options.issue]
    found = cases(snapshot, Filters(options.issue), Rules())
    print(f"data version {snapshot.id}, {options.issue}")
    print(f"{'roll call':24} {'day':10} {'agree':>9}  share (interval)      Spearman           Kendall")
    for call in [*calls(snapshot, issue), None]:
        mine = [case for case in found if call is None or case.rollcall == call.id]
        said, (rho, tau) = share(mine), ranks(mine, issue)
        name, day = (call.id, call.date) if call else ("all", "")
        numbers = f"{said.agree:4} / {said.n:3}"
        print(f"{name:24} {day:10} {numbers}  {told(said):20} {coefficient(rho):18} {coefficient(tau)}")
    print("\nwhere words and vote differ, the farthest apart and the freshest words first")
    for case in found:
        if case.verdict == DIFFERS and options.call in ("", case.rollcall):
            print(
                f"{case.country} {case.rollcall:24} voted {case.vote} = {case.voted}, said {case.said} on "
                f"{case.stated} ({case.age} days before), statement {case.statement_id}"
            )


def told(said: Share) -> str:
    return "too few" if said.value is None else f"{said.value:.3f} ({said.low:.2f}, {said.high:.2f})"


def coefficient(found: Correlation) -> str:
    return "none" if found.value is None else f"{found.value:.2f} ({found.low:.2f}, {found.high:.2f})"


if __name__ == "__main__":
    main()
