"""The page that `--report` writes: one file, no outside request, no script, for a screen and for paper."""
