"""The newsletter and the shelf of a reading group."""

from reading_group.newsletter import Newsletter, newsletter_of
from reading_group.review import Review, review
from reading_group.shelf import Shelf

__all__ = ["Newsletter", "Review", "Shelf", "newsletter_of", "review"]
