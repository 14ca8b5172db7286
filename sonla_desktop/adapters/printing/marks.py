"""What stands on a page, as plain data in points from its upper left corner: a page can be laid out on any thread."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look: size in points, colour RRGGBB."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text; ``spread`` points are added to each of its spaces, which justifies it."""

    x: float
    baseline: float
    text: str
    look: Look
    spread: float = 0.0

    def moved(self, right: float, down: float) -> TextMark:
        """The same line elsewhere."""
        return TextMark(self.x + right, self.baseline + down, self.text, self.look, self.spread)


@dataclass(frozen=True, slots=True)
class LineMark:
    """A straight line of a weight in points."""

    x: float
    y: float
    x_end: float
    y_end: float
    weight: float

    def moved(self, right: float, down: float) -> LineMark:
        """The same line elsewhere."""
        return LineMark(self.x + right, self.y + down, self.x_end + right, self.y_end + down, self.weight)


@dataclass(frozen=True, slots=True)
class FillMark:
    """A black box: the dark parts of a QR code."""

    x: float
    y: float
    width: float
    height: float

    def moved(self, right: float, down: float) -> FillMark:
        """The same box elsewhere."""
        return FillMark(self.x + right, self.y + down, self.width, self.height)


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A picture (PNG) stretched over a box."""

    x: float
    y: float
    width: float
    height: float
    png: bytes

    def moved(self, right: float, down: float) -> PictureMark:
        """The same picture elsewhere."""
        return PictureMark(self.x + right, self.y + down, self.width, self.height, self.png)


@dataclass(frozen=True, slots=True)
class WatermarkMark:
    """A text turned about its middle, as large as fits its box; ``turn`` in degrees clockwise."""

    text: str
    middle: tuple[float, float]
    width: float
    height: float
    colour: str
    turn: float

    def moved(self, right: float, down: float) -> WatermarkMark:
        """The same text elsewhere."""
        middle = (self.middle[0] + right, self.middle[1] + down)
        return WatermarkMark(self.text, middle, self.width, self.height, self.colour, self.turn)


Mark = TextMark | LineMark | FillMark | PictureMark | WatermarkMark


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """One page: its paper in points, its number within its section, and the marks in the order of drawing."""

    width: float
    height: float
    number: int
    marks: tuple[Mark, ...]
