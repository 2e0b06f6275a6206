"""What a clerk does with sheets: batches, review, entry by hand, counts."""
