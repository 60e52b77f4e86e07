"""Are two written names the same person's name, and why?

    compare("Lee So-yeon", "이소연")     the evidence about two names, term by term
    prepare(names)                      many names, read once, as arrays
    weights(left, i, right, j)          the evidence about many pairs of them, in nats
    probabilities(left, i, right, j)    the same as calibrated probabilities
    meant("Kim Jong-hun")               the hangul names that it may stand for

A person's aliases and cover names are names of their own: pass each by itself (`aliases` splits a
written list such as "Kim Chol alias Ri Il").
"""

from waystation.tracing.names.compare import compare
from waystation.tracing.names.engine import probabilities, weights
from waystation.tracing.names.evidence import Evidence, Likeness, Term, probability
from waystation.tracing.names.meaning import meant
from waystation.tracing.names.reading import Names, prepare
from waystation.tracing.names.text import aliases

__all__ = [
    "Evidence",
    "Likeness",
    "Names",
    "Term",
    "aliases",
    "compare",
    "meant",
    "prepare",
    "probabilities",
    "probability",
    "weights",
]
