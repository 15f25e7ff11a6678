"""The policy as data: packs of clauses, rules and values, and the loader that checks them."""
