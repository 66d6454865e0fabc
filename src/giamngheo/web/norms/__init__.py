"""Pages of the first start, the profile, signed papers and approvals."""
