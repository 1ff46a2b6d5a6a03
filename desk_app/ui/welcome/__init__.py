"""First start: a desk is made, with the demonstration site or a chosen one."""
