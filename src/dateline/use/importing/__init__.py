"""Files that Dateline wrote -> an archive: whole articles with decisions, and PLOVER events."""

from dateline.use.importing.files import Imported, import_file

__all__ = ["Imported", "import_file"]
