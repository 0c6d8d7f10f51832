"""Files of surveys: forms as XLSForm and KoboToolbox write them, and the submissions to them."""
