"""Days off of the offices, from a maintained holiday package and a local file of swapped days."""

from sonla_desktop.adapters.calendar.vietnam import VietnamCalendar

__all__ = ["VietnamCalendar"]
