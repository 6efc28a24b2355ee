"""Announcements (공고) as data: strict schema, loader, library, comparison."""
