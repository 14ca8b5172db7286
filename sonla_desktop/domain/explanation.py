"""Giải trình: the four texts that the plan asks for wherever something is unmet or late (KH V.1)."""

from __future__ import annotations

from dataclasses import dataclass

from sonla_desktop.domain.text import says_none, says_something


@dataclass(frozen=True, slots=True)
class Explanation:
    """Nguyên nhân chủ quan, nguyên nhân khách quan, giải pháp khắc phục, giải pháp thời gian tới."""

    subjective: str = ""
    objective: str = ""
    remedy: str = ""
    next_steps: str = ""

    def missing_parts(self) -> tuple[str, ...]:
        """Names of the parts that say nothing, such as "…"; "Không có" serves for one of the two causes, not both."""
        parts = ("subjective", "objective", "remedy", "next_steps")
        missing = tuple(part for part in parts if not says_something(getattr(self, part)))
        if not missing and says_none(self.subjective) and says_none(self.objective):
            return ("subjective",)
        none_of_remedies = tuple(part for part in ("remedy", "next_steps") if says_none(getattr(self, part)))
        return tuple(part for part in parts if part in missing or part in none_of_remedies)
