"""The console: the desk from which a rescue is run, in a browser (docs/guide/console.md)."""
