"""Images beside entries: which are safe to show, and how large."""
