"""Images, and what stands in their place."""
