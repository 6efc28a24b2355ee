"""The application as one flow of steps: at the counter, and for one that came as a file."""
