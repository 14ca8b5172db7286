"""The small safe language of form files: relations, calculations, conditions of relevance and constraints."""

from sonla_desktop.domain.expression.evaluation import evaluate
from sonla_desktop.domain.expression.parsing import parse
from sonla_desktop.domain.expression.relation import (
    PAIR_CODES,
    MissingStrategy,
    Relation,
    RelationOutcome,
    RelationState,
    evaluate_relation,
    first_name,
    lacking_side,
    pair_code,
    relation_message,
)
from sonla_desktop.domain.expression.tree import Expression, ExpressionError, Kind, Node, Value
from sonla_desktop.domain.expression.writing import as_text

__all__ = [
    "PAIR_CODES",
    "Expression",
    "ExpressionError",
    "Kind",
    "MissingStrategy",
    "Node",
    "Relation",
    "RelationOutcome",
    "RelationState",
    "Value",
    "as_text",
    "evaluate",
    "evaluate_relation",
    "first_name",
    "lacking_side",
    "pair_code",
    "parse",
    "relation_message",
]
