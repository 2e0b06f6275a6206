"""Reports for the ward as PDF, and the numbers behind them."""
