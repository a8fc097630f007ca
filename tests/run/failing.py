"""Ways of reading a page that go wrong, for workers to run."""

import os
import time

from sijill.model.records import Page, Rejection
from sijill.pages import Document
from sijill.run.page import PageRead


def read(document: Document) -> PageRead | Rejection:
    """Read nothing; die, hang, stumble or print as the page says."""
    words = document.body.decode().split()
    if "die" in words:
        os._exit(7)
    if "die-once" in words and not os.path.exists(words[1]):
        open(words[1], "w").close()
        os._exit(7)
    if "hang" in words:
        time.sleep(60)
    if "print" in words:
        print("noise")
    if "refuse" in words:
        return Rejection(document.source, document.sha256, "refused", "It says so.")
    return PageRead(Page(document.source, document.sha256, document.body.decode(), "text/1"), ())
