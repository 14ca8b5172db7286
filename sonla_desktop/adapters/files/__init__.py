"""Safe writing of files, shared by every adapter that leaves something on a disk."""
