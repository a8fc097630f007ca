import pytest

import sijill


@pytest.fixture
def dossier(tmp_path, request):
    """A record of the texts that the test's module names in `PAGES`."""
    pages = request.module.PAGES
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    record = sijill.open(tmp_path / "story.sijill")
    record.build([tmp_path / name for name in pages])
    return record
