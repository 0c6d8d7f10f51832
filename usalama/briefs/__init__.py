"""Documents made from reports: what a page says, on paper."""
