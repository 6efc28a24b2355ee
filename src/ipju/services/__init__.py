"""What staff do, one verb a file."""
