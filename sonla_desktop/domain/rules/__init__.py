"""Validation rules: one rule is one small function that cites its clause and yields findings (never raises, prints, changes)."""
