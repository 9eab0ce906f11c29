"""The plugin that we ship; it has no right that others lack."""
