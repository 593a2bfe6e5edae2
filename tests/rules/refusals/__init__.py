"""Every refusal of the rules, reached once: one case for each code and each place that refuses.

Imported, each module enters its cases in `tests.rules.refusals.cases.register`.
"""
