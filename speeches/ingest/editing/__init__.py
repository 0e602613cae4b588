"""An event edited as text: the same alignment as a new version of a source, and everything follows the editor."""

from .edit import Edit, EditedPassage, edit_text, plan_edit
from .notices import NewLabel
from .reading import read_edited, text_of
from .together import Collision, Together, put_together
from .turn import correct_turn, put_words_together

__all__ = [
    "Collision",
    "Edit",
    "EditedPassage",
    "NewLabel",
    "Together",
    "correct_turn",
    "edit_text",
    "plan_edit",
    "put_together",
    "put_words_together",
    "read_edited",
    "text_of",
]
