"""Addresses of signing in and of what everyone has; names without a namespace are those by which allauth leads on."""

from django.urls import path

from article60.web.accounts import views

EVERYBODYS = [
    path("who-sees-what/", views.who_may, name="who_may"),
    path("act-in/", views.act_in, name="act_in"),
]

"""What everybody has; in one space of names with the page to which everybody comes first."""
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("sign-in/again/", views.sign_in_again, name="account_reauthenticate"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("account/password/", views.NewPassword.as_view(), name="account_change_password"),
    path("account/second-factor/", views.AddSecondFactor.as_view(), name="mfa_activate_totp"),
    path("account/recovery-codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
]
