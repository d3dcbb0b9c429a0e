"""argmap: claims, evidence and counterpoints of documents as an editable map."""

__version__ = "0.1.0"
