"""The rules, without a database: one file for each rule, named after its id."""
