"""Pages of a file from the bank: uploaded, looked at, asked about, kept or thrown away."""
