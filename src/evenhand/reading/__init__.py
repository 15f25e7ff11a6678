"""Files that people write by hand, read with file, line and key for every fault, and what to write instead."""
