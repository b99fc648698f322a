"""The sentence model: what a question and a clause mean, beyond the words that they share."""
