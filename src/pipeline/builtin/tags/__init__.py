"""Keywords and terms: the taggers that we ship."""
