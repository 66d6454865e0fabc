"""Why a backup cannot be made or read: one error per situation, one sentence for the person who waits for it."""

import errno

FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
"""What the operating system says when there is no room for a file, or for one of this size."""


class BackupProblem(Exception):
    """A backup or a restoring that cannot go on; its message says why and what to do."""


class NotABackup(BackupProblem):
    """The file is something else."""

    def __init__(self) -> None:
        super().__init__("Tệp này không phải bản sao lưu của hệ thống. Bản sao lưu có tên đuôi .gnbak.")


class WrongPassphrase(BackupProblem):
    """The key drawn from the passphrase does not fit."""

    def __init__(self) -> None:
        super().__init__(
            "Cụm mật khẩu không đúng với bản sao lưu này. Hãy xem lại dấu tiếng Việt, chữ hoa, khoảng trắng rồi gõ lại."
        )


class Damaged(BackupProblem):
    """Some of the file is not what was written."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"Bản sao lưu bị hỏng ({where}), nên không dùng được. Hãy chép lại tệp từ nơi cất giữ, hoặc dùng bản khác."
        )


class CutOff(Damaged):
    """The end is missing or not what was written."""

    def __init__(self) -> None:
        super().__init__("đoạn cuối bị thiếu hoặc bị sửa; có thể lần chép hay tải về chưa xong")


class NewerFormat(BackupProblem):
    """The file was made by a newer version of the system."""

    def __init__(self, version: str) -> None:
        made_by = f"phiên bản {version}" if version else "một phiên bản mới hơn"
        super().__init__(
            f"Bản sao lưu được tạo bằng {made_by} của hệ thống, máy này chưa đọc được. "
            "Hãy cập nhật hệ thống trên máy này rồi khôi phục lại."
        )


class OlderThanTarget(BackupProblem):
    """The file is older than the tables of the place it should be restored to."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"Bản sao lưu được tạo bằng phiên bản {version}, cũ hơn dữ liệu đã chuẩn bị ở đây. "
            "Hãy khôi phục vào một thư mục dữ liệu hoàn toàn mới: GIAMNGHEO_VAR=/thu-muc-moi ./giamngheo restore TỆP"
        )


class TargetNotEmpty(BackupProblem):
    """There is work in the place the backup should be restored to."""

    def __init__(self) -> None:
        super().__init__(
            "Nơi khôi phục đã có dữ liệu nên không ghi đè. Hãy chọn một thư mục dữ liệu mới (GIAMNGHEO_VAR) và, "
            "nếu dùng PostgreSQL, một cơ sở dữ liệu trống (DATABASE_URL)."
        )


class DoesNotFit(BackupProblem):
    """The rows of the backup are refused by the tables here."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"Dữ liệu trong bản sao lưu không khớp với hệ thống này (bảng {table}). Chưa có gì được ghi. "
            "Hãy báo người hỗ trợ kỹ thuật, kèm phiên bản của hai máy."
        )


class NoRoom(BackupProblem):
    """The disk is full, or cannot take a file of this size."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"Không đủ chỗ trống ở {where}, hoặc ổ này không chứa được tệp lớn như vậy (USB định dạng FAT32 chỉ nhận "
            "tệp dưới 4 GB). Hãy giải phóng chỗ hoặc chọn nơi khác; phần ghi dở đã được xóa."
        )


class CannotWrite(BackupProblem):
    """The folder or the database does not take what is written."""

    def __init__(self, where: str) -> None:
        super().__init__(f"Không ghi được vào {where}. Hãy kiểm tra USB còn cắm, ổ không khóa ghi và quyền ghi.")


class DatabaseFails(BackupProblem):
    """The database does not answer, or takes nothing more."""

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu không trả lời hoặc không ghi thêm được (ổ đĩa đầy, mất kết nối). Chưa có gì được khôi phục. "
            "Hãy xem lại DATABASE_URL và chỗ trống của ổ đĩa."
        )


class CannotRead(BackupProblem):
    """The file is not there, may not be read, or the stick fails."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Không đọc được tệp “{name}”. Hãy kiểm tra đường dẫn, quyền đọc tệp, hoặc cắm lại USB.")


class UnderWay(BackupProblem):
    """Another backup or restoring runs in this installation."""

    def __init__(self) -> None:
        super().__init__("Đang có một lần sao lưu hoặc khôi phục khác chạy. Hãy chờ lần đó xong rồi làm lại.")


class NotUpToDate(BackupProblem):
    """The tables are older than the program."""

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu chưa được cập nhật theo phiên bản này. Hãy chạy ./giamngheo serve một lần rồi sao lưu lại."
        )
