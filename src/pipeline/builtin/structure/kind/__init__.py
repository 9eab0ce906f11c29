"""What a document is as a whole: its kind and its situation, from text, structure and layout together."""
