"""Excel files (엑셀) in and out: plain cells both ways, with every fault named by its cell."""
