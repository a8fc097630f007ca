"""Who may come in: names with a role and a proof of their password, in a file beside the record, never in it."""

from __future__ import annotations

import os
import re
import secrets
import threading
import unicodedata
from pathlib import Path
from typing import Literal, cast, get_args

import argon2
import msgspec
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct

from sijill.model.errors import StoreError, UsageError

__all__ = ["Account", "Accounts", "Role", "plain_name", "users_file"]

Role = Literal["reader", "editor"]
SHORTEST = 10  # characters of a password
NAME = re.compile(r"[^\W_][\w .@+-]{0,59}")


class Account(Struct, frozen=True):
    """One who may come in: a reader reads, an editor also adds pages and corrects."""

    name: str
    role: Role
    proof: str = ""  # argon2id, with its salt


class Kept(Struct, frozen=True):
    """What the file holds."""

    accounts: tuple[Account, ...] = ()


class Accounts:
    """The accounts of a file; what another program changes there is in force at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._state: tuple[int, int, int] | None = None
        self._kept: dict[str, Account] = {}
        self._hasher = argon2.PasswordHasher()
        self._nobody = ""

    def all(self) -> list[Account]:
        """The accounts by name."""
        return [self._now()[name] for name in sorted(self._now())]

    def find(self, name: str) -> Account | None:
        """The account of that name."""
        return self._now().get(plain_name(name))

    def check(self, name: str, password: str) -> Account | None:
        """The account, if that is its password; a name that is not there takes as long to refuse."""
        account = self.find(name)
        proof = account.proof if account else self._proof_of_nobody()
        try:
            self._hasher.verify(proof, password)
        except (VerificationError, InvalidHashError):
            return None
        return account

    def put(self, name: str, role: str, password: str) -> Account:
        """Make an account, or give one another role and password; UsageError where these will not do."""
        name = plain_name(name)
        if not NAME.fullmatch(name):
            raise UsageError(f"'{name}' is no name for an account.", hint="letters and digits, at most 60 characters")
        if role not in get_args(Role):
            raise UsageError(f"'{role}' is no role.", hint="reader or editor")
        if len(password) < SHORTEST:
            raise UsageError(f"The password has {len(password)} characters.", hint=f"at least {SHORTEST}")
        account = Account(name, cast("Role", role), self._hasher.hash(password))
        self._write({**self._now(), name: account})
        return account

    def remove(self, name: str) -> None:
        """Take an account away; UsageError where there is none."""
        kept = dict(self._now())
        if kept.pop(plain_name(name), None) is None:
            known = ", ".join(sorted(kept)) or "none"
            raise UsageError(f"No account '{name}' (there are: {known}).", hint="sijill users RECORD lists them")
        self._write(kept)

    def _now(self) -> dict[str, Account]:
        """The accounts as the file has them now."""
        with self._lock:
            try:
                found = os.stat(self.path)
            except FileNotFoundError:
                self._state, self._kept = None, {}
                return self._kept
            state = (found.st_ino, found.st_mtime_ns, found.st_size)
            if state != self._state:
                try:
                    kept = msgspec.json.decode(self.path.read_bytes(), type=Kept)
                except (msgspec.DecodeError, OSError) as error:
                    raise StoreError(f"{self.path} cannot be read: {error}.", hint="make the accounts anew") from error
                self._state, self._kept = state, {one.name: one for one in kept.accounts}
            return self._kept

    def _write(self, kept: dict[str, Account]) -> None:
        """Put the file in place whole, readable by its owner alone."""
        content = msgspec.json.format(msgspec.json.encode(Kept(tuple(kept.values()))))
        fresh = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content + b"\n")
        os.replace(fresh, self.path)

    def _proof_of_nobody(self) -> str:
        if not self._nobody:
            self._nobody = self._hasher.hash(secrets.token_hex(16))
        return self._nobody


def users_file(record: Path) -> Path:
    """Where the accounts of a record stand."""
    return record.with_name(f"{record.name}-users")


def plain_name(name: str) -> str:
    """A name however it is typed."""
    return unicodedata.normalize("NFKC", name).strip()
