"""From the pages of a sample to kept evidence: which page when, in which tab, and how often."""
