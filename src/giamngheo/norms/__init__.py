"""Values entered and approved here, each with its instrument: profile of the installation, signed papers, approvals."""
