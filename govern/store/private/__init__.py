"""Private rows: what is in the database and never in the record. (Older ones lie beside this package.)"""
