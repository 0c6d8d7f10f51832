"""What the programme is asked: who joined, what was agreed, done and asked for, and how far it is."""
