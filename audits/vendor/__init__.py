"""What others wrote and we carry along, each with its licence and checksums beside it."""
