"""Replays: what would the software do? A file of events, played through the real actions on a scratch database."""
