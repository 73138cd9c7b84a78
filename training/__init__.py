"""Scripts run by hand that make what the project ships: replies, calibrations. Nothing here is installed."""
