"""The second factor: who has one, who needs one, what counts as shown. Codes of an app, or recovery codes on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import session

RECOVERY_CODES = 10
SHOWN = "second_factor"
"""The session's word for whose code was shown when it began: the number of the app's device. Another one ends it."""

User = Any


class SecondFactorMiddleware:
    """Take whoever lacks the second factor for nobody, everywhere: a session that began without it is none.

    Nor is one that has run out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A session is not looked up before somebody asks whose it is.
        request.user = SimpleLazyObject(lambda: who_has_shown_enough(request))
        return self.get_response(request)


def who_has_shown_enough(request: HttpRequest) -> User:
    if session.has_run_out(request.session):
        return AnonymousUser()
    user = get_user(request)
    return AnonymousUser() if user.is_authenticated and lacks_factor(request.session, user) else user


def lacks_factor(begun: SessionBase, user: User) -> bool:
    """Tell whether a session began without the second factor that the user has or needs. begun: the session."""
    shown, number = begun.get(SHOWN), device_of(user)
    return shown != number or (number is None and needs_factor(user))


def has_factor(user: User) -> bool:
    return device_of(user) is not None


def device_of(user: User) -> int | None:
    """Give the number of the app that is the user's second factor, None where there is none."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").values_list("pk", flat=True).last()


def note_shown(begun: SessionBase, user: User) -> None:
    """Let a session go on with the second factor that the user has now. begun: the session."""
    begun[SHOWN] = device_of(user)


def needs_factor(user: User) -> bool:
    """Tell whether the settings ask the user for a second factor."""
    if settings.SECOND_FACTOR == "publishers":
        return user.has_perm("speeches.publish_event")
    return settings.SECOND_FACTOR == "everyone"


def proposed(user: User, key: str) -> TOTPDevice:
    """Make a device that is kept nowhere yet. key: in hexadecimal digits."""
    return TOTPDevice(user=user, name="app", key=key)


def confirm(device: TOTPDevice, code: str) -> list[str] | None:
    """Keep a proposed device if the code is one of it, and give recovery codes; None if the code is wrong."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    if not (is_of_app(code) and totp.verify(int(code), device.tolerance)):
        return None
    # The code that confirms signs nobody in again.
    device.last_t, device.drift = totp.t(), totp.drift
    with transaction.atomic():
        remove(device.user)
        device.save()
        return new_recovery_codes(device.user)


def new_recovery_codes(user: User) -> list[str]:
    """Make new codes, each good once, in place of the former ones."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery codes")
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def recovery_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def remove(user: User) -> int:
    """Take the second factor away; give how many there were."""
    StaticDevice.objects.filter(user=user).delete()
    return TOTPDevice.objects.filter(user=user).delete()[0]


def is_right(user: User, code: str) -> bool:
    """Tell whether a code is right, and use it up. A device that saw a wrong one asks for patience, ever longer."""
    model = TOTPDevice if is_of_app(code) else StaticDevice
    with transaction.atomic():
        # Locked, so that one code does not let two in.
        devices = list(model.objects.select_for_update().filter(user=user, confirmed=True))
        return any(device.verify_token(code) for device in devices)


def is_of_app(code: str) -> bool:
    return code.isascii() and code.isdigit()


def cleaned(code: str) -> str:
    """Take out what people put between the characters of a code."""
    return "".join(code.split()).replace("-", "").lower()
