"""What stands around the pages: window, navigation, title and status line."""

PROGRAM_NAME = "Sơn La Desktop"
