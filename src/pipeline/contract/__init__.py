"""What a plugin imports: the kinds of part, rules and families, drafts, hooks."""
