"""How good could the best policy be if every block in vain were forgotten at once? An upper bound, plainly.

The twin of waystation.plan.kernels.relaxed where no vain tries are counted: the recursion over all states, in
which a block teaches nothing.
"""

from __future__ import annotations

from tests.plan.slow.policy import Recourse, State


class Forgetting(Recourse):
    """The best policy of somebody who forgets how often a leg has been tried in vain."""

    def known(self, state: State) -> State:
        """Return a state without the tries."""
        return super().known(state)._replace(tries=frozenset())
