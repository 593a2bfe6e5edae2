"""Effects of proposals: frozen dataclasses, read like payloads, each with the name that the record gives it."""

from collections.abc import Callable
from typing import Any, ClassVar, Final, Self, TypeVar, dataclass_transform

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.payload import Payload, typed_payload

E = TypeVar("E", bound="Effect")

TAG: Final = "effect"  # the field of the record that names the effect


class Effect(Payload):
    """An effect of a proposal if it passes; in the record an object whose field `effect` holds the name."""

    __slots__ = ()
    NAME: ClassVar[str]

    def to_dict(self) -> dict[str, Any]:
        """The fields by their names in the record, the name of the effect among them."""
        return dict(sorted({TAG: self.NAME, **super().to_dict()}.items()))

    @classmethod
    def read(cls, value: object) -> Self:
        """The effect that a decoded value says; raises Refused(effects_invalid, field_*)."""
        if not isinstance(value, dict):
            raise Refused("effects_invalid", field="effects")
        return cls.checked(value)


@dataclass_transform(frozen_default=True)
def typed_effect(name: str) -> Callable[[type[E]], type[E]]:
    """Decorator: `typed_payload` for an effect of this name, which is checked in its alphabetical place."""

    def decorate(cls: type[E]) -> type[E]:
        made = typed_payload(cls)
        made.NAME = name
        own = list(made.CHECKED.items())
        place = next((place for place, (field, _) in enumerate(own) if field > TAG), len(own))
        made.CHECKED = dict([*own[:place], (TAG, fields.one_of(name)), *own[place:]])
        return made

    return decorate
