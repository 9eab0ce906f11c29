"""The vocabulary of the trade, each table once, with its source."""
