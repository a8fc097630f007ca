"""The bundled sample: 28 invented Arabic news pages and the story bible beside them (README.md)."""
