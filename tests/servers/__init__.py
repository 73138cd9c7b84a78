"""Real servers for the tests: each in a temporary folder, on free loopback ports, without privileges."""
