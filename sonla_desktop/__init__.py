"""Sơn La Desktop: monthly digital-transformation reports of Sơn La's communes and departments."""

__version__ = "0.1.0"
