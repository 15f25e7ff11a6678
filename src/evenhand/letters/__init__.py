"""The letters to a customer: composed from the record, laid out as HTML, printed as accessible PDF.

Callers hand over the facts; nothing here reads a database, a clock or the network.
"""
