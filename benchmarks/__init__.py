"""What inboxd takes: seconds a message. No part of the tests; `make bench` runs it."""
