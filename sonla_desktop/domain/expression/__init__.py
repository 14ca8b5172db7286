"""The small safe language of form files: relations, calculations, conditions of relevance and constraints."""

from sonla_desktop.domain.expression.evaluation import evaluate
from sonla_desktop.domain.expression.parsing import parse
from sonla_desktop.domain.expression.relation import (
    MissingStrategy,
    Relation,
    RelationOutcome,
    RelationState,
    evaluate_relation,
    relation_message,
)
from sonla_desktop.domain.expression.tree import Expression, ExpressionError, Kind, Value
from sonla_desktop.domain.expression.writing import as_text

__all__ = [
    "Expression",
    "ExpressionError",
    "Kind",
    "MissingStrategy",
    "Relation",
    "RelationOutcome",
    "RelationState",
    "Value",
    "as_text",
    "evaluate",
    "evaluate_relation",
    "parse",
    "relation_message",
]
