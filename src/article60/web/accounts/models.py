"""Accounts, the organisations for which people act, and who acts for which in what role."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from article60.codes.languages import LANGUAGES
from article60.web.accounts.roles import Kind, Role


class Accounts(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """An account by its address; without a password nobody can sign in to it."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of an address, in whatever capitals."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who can sign in. What the log of events knows of the person is the number alone."""

    number = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], default="en")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        """One account for an address."""

        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_account_for_an_address")]

    def __str__(self) -> str:
        return f"account {self.number}"


class Organisation(models.Model):
    """A body for which people act: a State, an institution of one, the Secretariat, a provider."""

    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    name = models.CharField(max_length=300)
    state = models.CharField(max_length=2, blank=True, help_text="Of a State or its institution, its code.")
    vetted = models.BooleanField(
        default=False, help_text="Whether a provider was vetted, and so is one of all vetted providers."
    )
    identifier = models.CharField(max_length=20, blank=True, help_text="Its lasting identifier in the Release, if it has one.")

    class Meta:
        """A State stands once; only States and institutions have a code."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state"], condition=Q(kind=Kind.STATE), name="each_state_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.STATE, Kind.INSTITUTION]) ^ Q(state=""), name="states_and_institutions_have_a_code"
            ),
            models.CheckConstraint(condition=Q(kind=Kind.PROVIDER) | Q(vetted=False), name="only_providers_are_vetted"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That somebody acts for an organisation in a role, from one moment to another; it is only ever ended, once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    administers = models.BooleanField(default=False, help_text="Whether the person lets others into the organisation.")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """Nobody holds a role twice at a time; operators are let in at the command line alone."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(until=None), name="role_held_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(role=Role.OPERATOR, administers=True), name="no_operator_lets_others_in"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.organisation_id}"
