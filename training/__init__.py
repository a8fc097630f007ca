"""How what the package ships was made, from data to files; no part of the package."""
