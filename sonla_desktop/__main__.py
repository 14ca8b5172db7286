"""Entry point of `sonla-desktop` and of `python -m sonla_desktop`; what nobody foresaw ends here, in one line."""

import sys


def main() -> int:
    """Run the command given on the command line, or open the window; returns the exit code."""
    from sonla_desktop import cli  # late, so that importing this module costs nothing

    try:
        return cli.main()
    except Exception as error:
        from sonla_desktop.trouble import record_trouble  # late: hardly ever needed

        print(record_trouble(error), file=sys.stderr)
        return cli.REFUSED


if __name__ == "__main__":
    sys.exit(main())
