"""Did the programme help? One question a module; the libraries imported here are slow to start, so import it late."""
