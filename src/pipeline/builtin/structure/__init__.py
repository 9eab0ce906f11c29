"""Roles, headings, entries and attachments: the splitters that we ship."""
