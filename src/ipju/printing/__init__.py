"""Forms and letters as PDF: the only room with reportlab."""
