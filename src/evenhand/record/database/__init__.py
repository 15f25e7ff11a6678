"""What the database itself guarantees: which role may touch which table."""
