"""One module per noun of the command line; none of them knows another."""
