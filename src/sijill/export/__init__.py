"""The record in other forms: one file or folder a format."""
