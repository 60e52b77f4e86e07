"""The planning model once more, slowly and plainly, so that the engine has something to be compared with.

Nothing here imports the engine. Networks and cases are plain dicts, as they stand in a YAML or JSON file.
"""
