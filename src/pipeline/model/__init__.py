"""What everything else speaks of: text, layout, documents, findings, outcomes. It imports nothing of ours."""
