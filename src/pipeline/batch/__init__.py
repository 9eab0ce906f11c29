"""Many documents: the run, its ledger, its inputs, its reports."""
