"""Upload packages: BagIt bags in a ZIP, written whole and checked without trust."""
