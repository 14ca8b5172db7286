"""CT-007…009: figures that jumped, stood still or changed their whole, and their nearest correct neighbours."""

from decimal import Decimal

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.indicator import Nature
from sonla_desktop.domain.reading import FigureState
from tests.domain.rules.case import fires, silent
from tests.domain.rules.indicator_cases import in_january
from tests.helpers.months import (
    DOCUMENTS,
    EXPLAINED,
    PROCEDURES,
    PRODUCTS,
    SATISFACTION,
    TRAINING,
    context_with,
    everywhere,
    planned,
    previous_reading,
    reading,
    together,
)

LATE = "BC-002 report period warning"
MONTHLY = Nature.FLOW_MONTH
FOUR_FIFTHS = everywhere(DOCUMENTS, 800, 1000)

JUMPED = [
    fires("a is more than ten times as much, and the ratio with it", previous_reading(DOCUMENTS, numerator=81),
          f"CT-007 {DOCUMENTS} numerator warning"),
    fires("b is ten times as much, and the ratio with it",
          together(planned(PROCEDURES, nature=MONTHLY), previous_reading(PROCEDURES, denominator=1)),
          f"CT-007 {PROCEDURES} denominator warning"),
    fires("a and b are ten times as much", previous_reading(DOCUMENTS, numerator=80, denominator=100),
          f"CT-007 {DOCUMENTS} numerator warning"),
    fires("a count ten times as much", together(reading(PRODUCTS, value=10), previous_reading(PRODUCTS, value=1)),
          f"CT-007 {PRODUCTS} value warning"),
    silent("a count nine times as much", together(reading(PRODUCTS, value=9), previous_reading(PRODUCTS, value=1))),
    fires("a count from 0 to 10", together(reading(PRODUCTS, value=10), previous_reading(PRODUCTS, value=0)),
          f"CT-007 {PRODUCTS} value warning"),
    silent("a count from 0 to 9", together(reading(PRODUCTS, value=9), previous_reading(PRODUCTS, value=0))),
    fires("a count of the month down to a tenth", together(
        planned(PRODUCTS, nature=MONTHLY), reading(PRODUCTS, value=5), previous_reading(PRODUCTS, value=50)),
          f"CT-007 {PRODUCTS} value warning"),
    silent("a count of the month down to a ninth", together(
        planned(PRODUCTS, nature=MONTHLY), reading(PRODUCTS, value=5), previous_reading(PRODUCTS, value=45))),
    fires("a cumulative count down to a tenth", together(
        reading(PRODUCTS, value=5), previous_reading(PRODUCTS, value=50)), f"CT-006 {PRODUCTS} value error"),
    fires("a ten times as much and above b", reading(TRAINING, numerator=620), f"CT-003 {TRAINING} numerator error"),
    fires("twice as much where that is the limit", together(
        context_with(parameters=CheckParameters(jump_factor=Decimal(2))), previous_reading(PRODUCTS, value=3)),
          f"CT-007 {PRODUCTS} value warning"),
    fires("many times as much in the first period of the year (and sent late)", together(
        in_january, previous_reading(PRODUCTS, value=90)), LATE),
    fires("a stock many times as much in the first period of the year (and sent late)", together(
        in_january, previous_reading(TRAINING, numerator=6)), LATE, f"CT-007 {TRAINING} numerator warning"),
    silent("many times as much, but last month had no figures",
           previous_reading(PRODUCTS, state=FigureState.MISSING, value=0)),
    silent("many times as much, and no report last month",
           together(reading(PRODUCTS, value=90), context_with(previous=None))),
    fires("the ratio rose by 20 points", together(
        FOUR_FIFTHS, previous_reading(DOCUMENTS, numerator=600, denominator=1000)),
          f"CT-007 {DOCUMENTS} numerator warning"),
    silent("the ratio rose by less", together(
        FOUR_FIFTHS, previous_reading(DOCUMENTS, numerator=601, denominator=1000))),
    silent("the ratio rose by what only rounded is 20 points", together(
        everywhere(DOCUMENTS, 80000, 100000), previous_reading(DOCUMENTS, numerator=60004, denominator=100000))),
    fires("the ratio fell", reading(TRAINING, numerator=40, explanation=EXPLAINED),
          f"CT-007 {TRAINING} numerator warning"),
    fires("the ratio fell by 6 points where 5 is the limit", together(
        context_with(parameters=CheckParameters(jump_points=Decimal(5))),
        reading(TRAINING, numerator=58, explanation=EXPLAINED)), f"CT-007 {TRAINING} numerator warning"),
    fires("the ratio rose in the first period of the year (and sent late)", together(
        in_january, previous_reading(DOCUMENTS, numerator=300)), LATE, f"CT-007 {DOCUMENTS} numerator warning"),
]  # fmt: skip
STOOD_STILL = [
    fires("a and b of a flow stood still", everywhere(SATISFACTION, 216, 218),
          f"CT-008 {SATISFACTION} numerator warning"),
    fires("a and b of a flow of the month stood still", planned(TRAINING, nature=MONTHLY),
          f"CT-008 {TRAINING} numerator warning"),
    fires("a flow of last year goes on in the first period (and sent late)", together(
        in_january, previous_reading(DOCUMENTS, numerator=812, denominator=1003)),
          LATE, f"CT-008 {DOCUMENTS} numerator warning"),
    silent("only a of a flow stood still", previous_reading(DOCUMENTS, numerator=812)),
    silent("only b of a flow stood still", previous_reading(DOCUMENTS, denominator=1003)),
    silent("a count stood still", previous_reading(PRODUCTS, value=6)),
    silent("a stock stood still", together(
        reading(TRAINING, numerator=61, denominator=61), previous_reading(TRAINING, numerator=61, denominator=61))),
    fires("figures stood still, and are wrong", together(
        reading(DOCUMENTS, numerator=1004), previous_reading(DOCUMENTS, numerator=1004, denominator=1003)),
          f"CT-003 {DOCUMENTS} numerator error"),
]  # fmt: skip
WHOLE_CHANGED = [
    fires("b of a stock grew by more than a tenth", reading(TRAINING, numerator=69, denominator=69),
          f"CT-009 {TRAINING} denominator warning"),
    fires("b of a stock shrank by more than a tenth, and the ratio rose", reading(PROCEDURES, denominator=8),
          f"CT-009 {PROCEDURES} denominator warning"),
    fires("b of a stock is ten times as much", previous_reading(PROCEDURES, denominator=1),
          f"CT-009 {PROCEDURES} denominator warning"),
    fires("a of a stock is ten times as much, and b grew by a ninth", together(
        reading(TRAINING, numerator=69, denominator=69), previous_reading(TRAINING, numerator=6)),
          f"CT-007 {TRAINING} numerator warning", f"CT-009 {TRAINING} denominator warning"),
    silent("b of a stock grew by a tenth", reading(PROCEDURES, denominator=11)),
    silent("b of a stock shrank by a tenth", reading(PROCEDURES, denominator=9)),
    fires("b of a stock grew by 6% where 5% is the limit", together(
        context_with(parameters=CheckParameters(stock_percent=Decimal(5))),
        reading(TRAINING, numerator=66, denominator=66)), f"CT-009 {TRAINING} denominator warning"),
    silent("b of a flow grew by half", previous_reading(DOCUMENTS, numerator=520, denominator=650)),
    silent("b of a stock was 0", previous_reading(PROCEDURES, denominator=0)),
    silent("b of a stock was not entered", previous_reading(PROCEDURES, denominator=None)),
]  # fmt: skip
CASES = [*JUMPED, *STOOD_STILL, *WHOLE_CHANGED]
