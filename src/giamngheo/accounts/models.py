"""The user model. It stands from the first migration because Django cannot change it later without pain."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users with a normalised name and a hashed password."""

    def create_user(self, *, username: str, full_name: str, password: str | None = None) -> "User":
        """Create a user; without a password the user exists but cannot sign in.

        Raises:
            ValueError: the user name is blank.
        """
        if not username.strip():
            raise ValueError("Tên đăng nhập không được để trống.")
        user = self.model(username=self.model.normalize_username(username.strip()), full_name=full_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who uses the system (người dùng): who they are, not yet what they may see or do."""

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    full_name = models.CharField("họ và tên", max_length=200)
    is_active = models.BooleanField("đang hoạt động", default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self: Self) -> str:
        return self.full_name
