"""The people who use the system (người dùng). Roles, agencies and scope come with the issues that need them."""
