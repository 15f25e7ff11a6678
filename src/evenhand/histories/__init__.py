"""Histories: what a council already did, read from files, judged by the rules of the live record, and written again."""
