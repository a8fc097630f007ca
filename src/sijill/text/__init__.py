"""Pure functions over strings: folding, tokens, sentences, numbers and dates in words, word lists."""
