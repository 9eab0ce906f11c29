"""What people and programs get: files for a document, reports on a batch."""
