"""Excel files of the program's own making."""
