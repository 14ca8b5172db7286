"""Lays documents out on pages and draws them with Qt: for the preview, the printer and PDF."""
