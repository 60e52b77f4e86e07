"""May they go: what was proposed, what must be so beforehand, who has signed, and does it still hold?"""
