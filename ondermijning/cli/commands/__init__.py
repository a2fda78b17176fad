"""The commands, one module each: its words (Dutch), its options, and the question it asks."""
