"""The passphrase of a backup: long enough, never kept. Without it the backup is lost."""

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from giamngheo.common.text import compose
from giamngheo.files.backups.problems import BackupProblem

SHORTEST = 12
FEWEST_DIFFERENT = 6
HINT = (
    "Ít nhất 12 ký tự. Nên ghép bốn, năm từ không liên quan đến nhau, ví dụ kiểu “bến-xoài-thứ-bảy-gió”; "
    "không dùng tên cơ quan, tên người, ngày tháng."
)


class WeakPassphrase(BackupProblem):
    """The passphrase is too short or too easy to guess."""


def normal(typed: str) -> str:
    """Return a passphrase in one form: the same letters give the same key, however a keyboard composes them."""
    return compose(typed).strip()


def require_strong(typed: str) -> None:
    """Refuse a passphrase that is soon guessed.

    Raises:
        WeakPassphrase: it is; the message says why.
    """
    passphrase = normal(typed)
    if len(passphrase) < SHORTEST:
        raise WeakPassphrase(f"Cụm mật khẩu mới có {len(passphrase)} ký tự; cần ít nhất {SHORTEST}.")
    if len(set(passphrase)) < FEWEST_DIFFERENT:
        raise WeakPassphrase("Cụm mật khẩu lặp lại vài ký tự nên rất dễ đoán. Hãy ghép bốn, năm từ khác nhau.")
    if passphrase.isdecimal():
        raise WeakPassphrase("Cụm mật khẩu chỉ có chữ số nên rất dễ đoán. Hãy ghép bốn, năm từ khác nhau.")
    try:
        CommonPasswordValidator().validate(passphrase.lower())
    except ValidationError as error:
        raise WeakPassphrase("Cụm mật khẩu này nhiều người dùng nên rất dễ đoán. Hãy chọn cụm khác.") from error
