"""The questions: one module for each, every function from a store (and a filter) to a `Table`."""
