"""What a body offers and owes on its site: documents, and detectors that judge them."""
