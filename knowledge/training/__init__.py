"""The training: how the numbers that the search is shipped with were made."""
