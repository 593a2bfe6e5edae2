"""One case for each rule, by subject, in which the rule refuses a statement."""
