"""What each page shows, worked out before any HTML: typed, without markup, from a snapshot."""
