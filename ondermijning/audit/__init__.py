"""Whether a dataset, and what its sources say, can be relied on: doubts, evidence, checks."""
