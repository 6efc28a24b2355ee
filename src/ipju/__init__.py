"""ipju (입주심사): reviews applications for public tenancy support."""

__version__ = "0.1.0"
