"""Wires the product together: settings, the embedded database and the command line."""
