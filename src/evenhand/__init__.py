"""Evenhand manages unacceptable customer actions consistently and fairly, for councils."""

__version__ = "0.1.0"
