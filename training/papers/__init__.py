"""Made-up papers: coupons that were printed, filled in by machine or by hand, ticked in many ways, and scanned."""
