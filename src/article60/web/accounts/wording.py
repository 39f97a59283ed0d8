"""Words for roles, for rules of visibility, and for what was wrong with a form of signing in."""

from collections.abc import Iterator

from django.forms import Form
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from article60.web.accounts.models import Organisation
from article60.web.accounts.roles import Kind
from article60.web.common.wording import state

ROLES = {
    "nobody": noop("Not signed in"),
    "state_focal_point": noop("Focal point of a State"),
    "state_editor": noop("Editor for a State"),
    "state_institution": noop("Institution of a State"),
    "secretariat_analyst": noop("Analyst of the secretariat"),
    "secretariat_publisher": noop("Publisher of the secretariat"),
    "provider_officer": noop("Officer of a provider of assistance"),
    "reviewing_expert": noop("Reviewing expert"),
    "stakeholder": noop("Stakeholder"),
    "operator": noop("Operator of the register"),
    "intake": noop("Filled in from a Release"),
}
ROUTES = {
    "workspace:home": noop("My work"),
    "workspace:who_may": noop("Who sees what"),
    "workspace:act_in": noop("Act for another organization"),
    "work:letters": noop("Letters that tell what waits"),
    "work:stop": noop("Stop letters by the link in one"),
    "people:members": noop("People of the organization (administrators)"),
    "people:invite": noop("Invite somebody (administrators)"),
    "people:change": noop("Change a role (administrators)"),
    "people:end": noop("End a role (administrators)"),
    "people:send_again": noop("Send an invitation again (administrators)"),
    "people:hand_over": noop("Hand over the role of focal point (administrators)"),
    "people:lost": noop("Ask for a new password"),
    "people:enter": noop("Set a password by a link"),
    "account_login": noop("Sign in"),
    "account_logout": noop("Sign out"),
    "account_reauthenticate": noop("Sign in again"),
    "account_change_password": noop("Change the password"),
    "mfa_authenticate": noop("Sign in by second factor"),
    "mfa_activate_totp": noop("Set up a second factor"),
    "mfa_view_recovery_codes": noop("Recovery codes"),
    "register:needs": noop("Needs of the State"),
    "register:order": noop("Order of priority"),
    "register:released": noop("Needs released to us"),
    "register:add": noop("Add a need"),
    "register:need": noop("One need and its history"),
    "register:correct": noop("Correct a need"),
    "register:confirm": noop("Confirm a need"),
    "register:met": noop("Say how far a need is met"),
    "register:withdraw": noop("Withdraw a need"),
    "checklist:checklists": noop("Self-assessment checklists"),
    "checklist:overview": noop("One checklist, and how far it is answered"),
    "checklist:article": noop("Answer an article of a checklist"),
    "checklist:history": noop("Earlier answers to a checklist"),
    "checklist:assign": noop("Assign an article of a checklist to institutions"),
    "checklist:download": noop("A checklist as a workbook"),
    "checklist:upload": noop("Hand in a workbook of a checklist"),
    "checklist:workbook": noop("Take over a workbook of a checklist"),
    "checklist:need": noop("Take a need from the checklist into the register"),
    "assistance:list": noop("Assistance already being provided"),
    "assistance:piece": noop("One piece of assistance with its history"),
    "assistance:add": noop("Add assistance"),
    "assistance:correct": noop("Correct what is said of assistance"),
    "assistance:confirm": noop("Confirm that assistance is being provided"),
    "assistance:withdraw": noop("Say that assistance is not received"),
    "consent:releases": noop("Releases of information"),
    "consent:need": noop("Consent to a release"),
    "consent:withdraw": noop("Stop a release or withdraw a consent"),
    "consent:record": noop("Record a consent given by note"),
    "consent:end": noop("Record that it ends"),
    "consent:documents": noop("Documents that are public"),
    "consent:close_document": noop("Take back that a document is public"),
    "consent:order": noop("Release the order of priority"),
    "consent:close_order": noop("Take back the release of the order"),
    "consent:note": noop("Note in which a State gave its consent"),
    "consent:receipt": noop("Receipt of a release"),
    "pairs:matches": noop("Match desk"),
    "pairs:match": noop("Decide whether a need and an activity belong together"),
    "pairs:comment_on_match": noop("Comment on a need and an activity"),
    "pairs:overlaps": noop("Overlap desk"),
    "pairs:overlap": noop("Say what it is that several providers are active"),
    "pairs:comment_on_overlap": noop("Comment on several providers being active"),
    "clearance:sheets": noop("Clearance sheets"),
    "clearance:make": noop("Make a clearance sheet"),
    "clearance:sheet": noop("One clearance sheet"),
    "clearance:file": noop("Clearance sheet as a file"),
    "clearance:assign": noop("Let an institution with an account answer here"),
    "clearance:close": noop("Close a clearance sheet"),
    "clearance:take": noop("Compare answers and take them over"),
    "clearance:asked": noop("What the State asks an institution"),
    "clearance:part": noop("Answer in a clearance sheet"),
    "clearance:part_file": noop("Part of a clearance sheet as a file"),
    "clearance:sign": noop("Sign answers in a clearance sheet"),
    "clearance:hand_in": noop("Hand in a clearance sheet that came back"),
    "provider:activities": noop("Our activities in aid data"),
    "provider:activity": noop("One activity of ours in aid data, and its correction"),
    "provider:claim": noop("Say whether an activity is ours"),
    "provider:check": noop("Check against needs and others’ work"),
    "provider:searches": noop("Saved searches"),
    "provider:search": noop("What a saved search has found"),
    "provider:stop_search": noop("No more letters about this search"),
    "provider:reports": noop("What we report and plan"),
    "provider:report": noop("One activity or programme and its versions"),
    "provider:add": noop("Report an activity or a planned programme"),
    "provider:correct": noop("Correct what is reported"),
    "provider:publish": noop("Publish what is reported"),
    "provider:take_back": noop("No longer publish what is reported"),
    "provider:shared": noop("Published by providers"),
    "provider:sheets": noop("Report by spreadsheet"),
    "provider:template": noop("Empty spreadsheet"),
    "provider:sheet": noop("What a spreadsheet would change"),
    "provider:take_over": noop("Take over a spreadsheet"),
    "curation:documents": noop("Review desk"),
    "curation:document": noop("What was read in a document"),
    "curation:add": noop("Add a need that was missed"),
    "curation:decide": noop("Decide on what was read"),
    "curation:picture": noop("Pages of public documents"),
    "curation:sheets": noop("Clearance sheets of States"),
    "curation:sheet": noop("What a clearance sheet says"),
}
"""What each page is, on the page that explains who may use which."""
RULES = {
    "own_state": noop("Focal point and editors of a State see every version of every need of that State."),
    "own_institution": noop(
        "An institution sees the needs of its State for which it is responsible."
        " Of a clearance sheet it sees its own part, as it was asked."
    ),
    "named": noop(
        "An organization to which a version was released by name sees that version, until the day named, if there is one."
    ),
    "states_parties": noop("Focal points and editors of all States see versions released to all States parties."),
    "providers": noop("Officers of vetted providers see versions released to all vetted providers."),
    "everyone": noop(
        "Everyone sees versions released to the public, except who only operates the register and sees no content at all."
    ),
    "recorded": noop(
        "A publisher of the secretariat finds the one version whose identifier and hash stand in a State’s note,"
        " to record its consent."
    ),
    "desk": noop(
        "Analysts and publishers of the secretariat see every decision on what was read in public documents and aid data."
    ),
    "decided_of_own_state": noop(
        "Focal point and editors of a State see every decision about what concerns their State, and who of their own made it."
    ),
    "decided_by_own_body": noop("Officers of a provider see the decisions that their own organization has made."),
    "comments_read": noop("Analysts and publishers of the secretariat see all comments on pairs and overlaps."),
    "own_comments": noop("A State and a provider see the comments of their own organization."),
    "handed_on": noop(
        "The next run is handed what was decided, when and in which role: no person and no reason. What an editor prepares for"
        " the focal point stays with the State."
    ),
}
_WRONG = {
    "required": noop("Please fill in every field."),
    "email_password_mismatch": noop("Address and password do not belong together, or there is no such account."),
    "too_many_login_attempts": noop("Too many attempts. Please wait a quarter of an hour and try again."),
    "rate_limited": noop("Too many attempts. Please wait a quarter of an hour and try again."),
    "incorrect_code": noop("This code is not right. It changes every half minute; please enter the one that is shown now."),
    "enter_current_password": noop("The present password is not right."),
    "password_too_short": noop("The new password needs at least twelve characters. Several words are easy to remember."),
    "password_too_common": noop("The new password is one of the most common ones. Please choose another."),
    "password_too_similar": noop("The new password is too much like your name or address."),
    "invalid": noop("This is not an e-mail address."),
}
_NOT_THE_SAME = noop("The new password was written in two ways.")
_OTHERWISE = noop("This was not accepted. Please check what you entered.")


def body(organisation: Organisation) -> str:
    """Name of a body: a State's as the United Nations has it in the reader's language, any other's as it is written here."""
    return state(organisation.state) if organisation.kind == Kind.STATE else organisation.name


def role(value: str) -> str:
    """A role in the reader's words."""
    return gettext(ROLES[value])


def route(name: str) -> str:
    """What a page is."""
    return gettext(ROUTES[name])


def rule(name: str) -> str:
    """A rule of who sees what, as a sentence."""
    return gettext(RULES[name])


def problems(form: Form) -> list[str]:
    """What was wrong with a form, each thing once, in the reader's language, which those who made the form may not speak."""
    return list(dict.fromkeys(_problems(form))) if form.is_bound else []


def _problems(form: Form) -> Iterator[str]:
    for name, errors in form.errors.as_data().items():
        for error in errors:
            otherwise = _NOT_THE_SAME if name == "password2" else _OTHERWISE
            yield gettext(_WRONG.get(error.code or "", otherwise))
