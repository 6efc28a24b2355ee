"""접수: applications from Excel, envelopes, overlaps, and what comes back from queries."""
