"""The only writers of case data: one verb a file, keyword-only, one transaction, a required actor and moment."""
