"""Paper: layout, bytes, durable jobs and transports."""
