"""The record: rows, constraints and triggers in PostgreSQL, the audit, and rows turned into frozen facts."""
