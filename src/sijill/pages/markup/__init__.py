"""HTML to page text: what a reader sees, with what the markup says about each block."""
