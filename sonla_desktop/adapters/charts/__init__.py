"""Charts of the report as pictures, drawn by matplotlib."""
