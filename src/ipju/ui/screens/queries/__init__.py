"""소득·자산 조회: the file that asks the agencies, and their results coming in."""
