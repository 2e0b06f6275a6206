"""What somebody shows to be let in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credential:
    """A handler id with its secrets; ``repr`` shows the id alone."""

    user_id: str
    """Pseudonymous, for example ``H-01``; never a name."""
    passphrase: str = field(repr=False)
    card_secret: bytes = field(default=b"", repr=False)
    """The 32 bytes of the event key card; empty where the programme uses no card."""
    card: str = field(default="", repr=False)
    """The card as it was typed or read, before anybody knows whose event it is of."""
