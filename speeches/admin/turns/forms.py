"""What is asked for each act on a turn, and the act itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...ingest.rows import LABEL_LENGTH
from ...ingest.turns import NotDivided, insert_turn, join_turns, move_turn, parted, split_turn
from ...models import Event, Revision, Utterance
from ...models.utterance import clean_text
from ...site.nature import NatureForm
from ...transcripts import Turn
from ..desk import LineField
from ..speaker_field import SpeakerField

BEFORE, AFTER = "before", "after"
WHERE = [(AFTER, gettext_lazy("after it")), (BEFORE, gettext_lazy("before it"))]


class ChangeForm(NatureForm):
    """A form on turns of one event, which carries the version it was made from."""

    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any):
        super().__init__(*args, label_suffix="", **kwargs)
        self.event = event
        self.initial["base_version"] = event.version
        self.order_fields([name for name in self.fields if name not in NatureForm.base_fields])
        if not event.is_published:
            del self.fields["nature"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.require_nature()
        return data

    @property
    def done_by(self) -> dict[str, Any]:
        """What the revision says of itself, and the version that it expects."""
        data = self.cleaned_data
        return {"reason": data["reason"], "nature": data.get("nature", ""), "expect": data["base_version"] or 0}

    def see(self, event: Event) -> None:
        """Go on from the event as it is by now; what was typed stays."""
        self.data = self.data.copy()
        self.data["base_version"] = str(event.version)


class TurnForm(ChangeForm):
    """An act on one turn.

    title, button: what the page and its button are called; says: what the act will do; permission: besides the one to
    change turns, "" for none.
    """

    title: Promise | str = ""
    button: Promise | str = ""
    says: Promise | str = ""
    permission = ""

    def __init__(self, *args: Any, turn: Utterance, **kwargs: Any):
        super().__init__(*args, event=turn.event, **kwargs)
        self.turn = turn

    def act(self, revision: Revision) -> Utterance:
        """Do it, and give the turn to go on with."""
        raise NotImplementedError

    def shown(self) -> list[Utterance]:
        """Give the turns that the page shows above the form."""
        return [self.turn]

    def neighbour(self, step: int) -> Utterance | None:
        side = {"position__gt": self.turn.position} if step > 0 else {"position__lt": self.turn.position}
        order = "position" if step > 0 else "-position"
        return self.event.utterances.filter(**side).select_related("speaker").order_by(order).first()


class SplitForm(TurnForm):
    title = gettext_lazy("Divide the turn")
    button = gettext_lazy("Divide")
    says = gettext_lazy(
        "Put a blank line where the new turn begins. The first part keeps the reference and the tags; the second "
        "becomes a turn of its own. With the same label it is the same speaker’s; with another one, that label’s."
    )
    permission = "speeches.add_utterance"

    text = forms.CharField(
        label=gettext_lazy("text"),
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 14, "class": "text-of-turn", "data-divided": gettext_lazy("Divide at the cursor")}
        ),
    )
    label = LineField(
        label=gettext_lazy("Label of the second turn"),
        required=False,
        max_length=LABEL_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Empty for narrative."),
    )

    def __init__(self, *args: Any, turn: Utterance, **kwargs: Any):
        super().__init__(*args, turn=turn, **kwargs)
        self.initial |= {"text": turn.text, "label": turn.attribution_text}
        self.fields["text"].widget.attrs["lang"] = self.fields["label"].widget.attrs["lang"] = turn.language

    def clean_text(self) -> tuple[str, str]:
        try:
            return parted(self.turn.text, self.cleaned_data["text"])
        except NotDivided as error:
            raise ValidationError(str(error)) from error

    def act(self, revision: Revision) -> Utterance:
        return split_turn(revision, self.turn, self.cleaned_data["text"], self.cleaned_data["label"])

    def shown(self) -> list[Utterance]:
        return []


class JoinForm(TurnForm):
    title = gettext_lazy("Join with the next turn")
    button = gettext_lazy("Join")
    says = gettext_lazy(
        "The words of the second turn are put at the end of the first; its tags come along, and its address leads "
        "here. The label and the speaker of the first stay; those of the second are left to the history."
    )

    run_on = forms.BooleanField(
        label=gettext_lazy("In one paragraph: the second turn goes on in the middle of a sentence"), required=False
    )

    def act(self, revision: Revision) -> Utterance:
        return join_turns(revision, self.turn, run_on=self.cleaned_data["run_on"])

    def shown(self) -> list[Utterance]:
        return [turn for turn in (self.turn, self.neighbour(1)) if turn]


class MoveForm(TurnForm):
    title = gettext_lazy("Move the turn")
    button = gettext_lazy("Move")
    says = gettext_lazy("The turn keeps its reference, its tags and its words; the turns between count otherwise.")

    where = forms.ChoiceField(label=gettext_lazy("Where"), choices=WHERE, required=False)
    number = forms.IntegerField(label=gettext_lazy("Turn number"), min_value=1, max_value=1_000_000, required=False)

    STEPS = {"_up": -1, "_down": 1}

    @property
    def step(self) -> int:
        return next((step for name, step in self.STEPS.items() if name in self.data), 0)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.step and not data.get("number") and "number" not in self.errors:
            self.add_error("number", _("Give the number of the turn beside which it is to stand."))
        return data

    def act(self, revision: Revision) -> Utterance:
        turns = list(self.event.utterances.order_by("position").values_list("pk", flat=True))
        place = turns.index(self.turn.pk) + 1
        move_turn(revision, self.turn, place + self.step if self.step else self._number(turns, place))
        return self.turn

    def _number(self, turns: list[int], place: int) -> int:
        """Tell the number that the turn will have; those behind its present place move up by one."""
        beside = self.event.utterances.filter(position__lte=self.cleaned_data["number"]).count()
        number = beside + (self.cleaned_data["where"] != BEFORE)
        return number - 1 if beside > place or (beside == place and number > place) else number


class InsertForm(TurnForm):
    title = gettext_lazy("Add a turn here")
    button = gettext_lazy("Add")
    says = gettext_lazy(
        "A new turn is put beside this one. Without a speaker it is whoever its label leads to, as in a new transcript."
    )
    permission = "speeches.add_utterance"

    where = forms.ChoiceField(label=gettext_lazy("Where"), choices=WHERE)
    label = LineField(
        label=gettext_lazy("label as printed"),
        required=False,
        max_length=LABEL_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("For example «В.Путин»; empty for narrative."),
    )
    speaker = SpeakerField()
    classification = forms.ChoiceField(label=gettext_lazy("kind"), choices=Utterance.Classification.choices)
    delivery = forms.ChoiceField(label=gettext_lazy("delivery"), choices=Utterance.Delivery.choices)
    heading = forms.CharField(
        label=gettext_lazy("heading above"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    text = forms.CharField(
        label=gettext_lazy("text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "text-of-turn"}),
        help_text=gettext_lazy("One paragraph a line."),
    )

    def __init__(self, *args: Any, turn: Utterance, **kwargs: Any):
        super().__init__(*args, turn=turn, **kwargs)
        self.fields["speaker"].offer_of(self.event)
        self.fields["text"].widget.attrs["lang"] = self.event.language

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("label") or clean_text(data.get("text") or "")):
            self.add_error("text", _("A turn needs a text or at least a label."))
        return data

    def act(self, revision: Revision) -> Utterance:
        data = self.cleaned_data
        paragraphs = tuple(filter(None, clean_text(data["text"]).split("\n")))
        kinds = (data["classification"], data["delivery"])
        turn = Turn(data["label"], paragraphs, *kinds, heading=clean_text(data["heading"]))
        is_before = data["where"] == BEFORE
        return insert_turn(revision, self.turn, turn, is_before=is_before, speaker=data["speaker"])


FORMS: dict[str, type[TurnForm]] = {"split": SplitForm, "join": JoinForm, "move": MoveForm, "insert": InsertForm}
