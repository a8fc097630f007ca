"""The days that pages print, and those that nobody states."""
