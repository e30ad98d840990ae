"""YAML as people type it: values with the place of each, and what is wrong with the rest."""
