"""Parts of the verifier's report: what is collected from the record, and how it is written."""
