"""The three stages that we ship: split, tag, check."""
