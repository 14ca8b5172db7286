"""Draws documents as DOCX and plain text; the look comes from the document rules, the content from the domain."""
