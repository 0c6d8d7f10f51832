"""The commands of the machine's owner: thin, every deed is an action and every number a report."""
