"""How a claim stands: the full record of a check before the short form in the prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from exporter.model import Article, Claim, Standing, Verification
from exporter.sourcing.wording.phrases import Voice
from exporter.values import Value

__all__ = ["State", "state_of", "states_of"]


class State(Value):
    """``standing`` is empty where nobody said; ``label`` is the category's own name."""

    standing: Standing | Literal[""] = ""
    label: str = ""
    certainty: str = ""
    check: Verification | None = None

    @property
    def plain(self) -> bool:
        """Nothing that a note would have to say."""
        return self.standing in {"", "supported"} and self.certainty not in {"low", "unknown"}

    def word(self, voice: Voice) -> str:
        """The standing in a word or two; the category's own name where it is none of ours."""
        if not self.standing:
            return voice.word("unstated")
        return self.label if self.standing == "other" and self.label else voice.word(self.standing)


def states_of(article: Article) -> Mapping[str, State]:
    """How each claim stands."""
    return {claim.id: state_of(article, claim) for claim in article.claims.values()}


def state_of(article: Article, claim: Claim) -> State:
    """The standing of a claim: of the last check that states one, else of the short form."""
    check = note = None
    if claim.verifications:
        check = next((c for c in reversed(claim.verifications) if c.status), None)
        note = check or claim.verifications[-1]
    status = article.statuses.get(check.status if check else claim.status)
    certainty = (check.certainty if check else "") or claim.certainty
    if status is None:
        return State(certainty=certainty, check=note)
    return State(status.standing, status.label, certainty, note)
