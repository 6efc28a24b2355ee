"""임대: the rooms of a notice on a plan, their leases, the rent roll, a year's figures."""
