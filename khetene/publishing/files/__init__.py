"""Open data: every edition as files, and a catalogue of all of them. The same editions give the same bytes."""

from khetene.publishing.files.catalogue import catalogue
from khetene.publishing.files.layout import FORMATS, EditionFile, Format, all_files, file_of, structure_of

__all__ = ["FORMATS", "EditionFile", "Format", "all_files", "catalogue", "file_of", "structure_of"]
