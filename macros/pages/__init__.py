"""Pages: what hand-written pages call, and what an entry becomes."""
