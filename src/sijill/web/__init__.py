"""The web application: the record in a browser, the same rows as JSON."""

from sijill.web.app import make_app

__all__ = ["make_app"]
