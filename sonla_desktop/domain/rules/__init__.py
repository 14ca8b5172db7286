"""Validation rules: one rule is one small function that cites its clause and yields what it objects to."""
