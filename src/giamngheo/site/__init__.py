"""How the parts are put together as one Django site: settings, addresses, logs, health, limits."""
