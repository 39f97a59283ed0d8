"""The roles in which people act, and in which kind of organisation each can be held."""

from enum import StrEnum


class Kind(StrEnum):
    """What an organisation is in the workspace."""

    STATE = "state"
    INSTITUTION = "institution"
    SECRETARIAT = "secretariat"
    PROVIDER = "provider"
    EXPERTS = "experts"
    STAKEHOLDER = "stakeholder"
    OPERATOR = "operator"


class Role(StrEnum):
    """In what capacity somebody acts; nobody acts without one."""

    STATE_FOCAL_POINT = "state_focal_point"
    STATE_EDITOR = "state_editor"
    STATE_INSTITUTION = "state_institution"
    SECRETARIAT_ANALYST = "secretariat_analyst"
    SECRETARIAT_PUBLISHER = "secretariat_publisher"
    PROVIDER_OFFICER = "provider_officer"
    REVIEWING_EXPERT = "reviewing_expert"
    STAKEHOLDER = "stakeholder"
    OPERATOR = "operator"

    @property
    def of(self) -> Kind:
        """The kind of organisation in which the role can be held."""
        return _HELD_IN[self]


_HELD_IN = {
    Role.STATE_FOCAL_POINT: Kind.STATE,
    Role.STATE_EDITOR: Kind.STATE,
    Role.STATE_INSTITUTION: Kind.INSTITUTION,
    Role.SECRETARIAT_ANALYST: Kind.SECRETARIAT,
    Role.SECRETARIAT_PUBLISHER: Kind.SECRETARIAT,
    Role.PROVIDER_OFFICER: Kind.PROVIDER,
    Role.REVIEWING_EXPERT: Kind.EXPERTS,
    Role.STAKEHOLDER: Kind.STAKEHOLDER,
    Role.OPERATOR: Kind.OPERATOR,
}
