"""The store: messages, readings, registrations and outbox rows, and the queries that speak of them."""
