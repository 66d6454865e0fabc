"""Why a file could not be opened as a document: one error per situation, one sentence for the person who sent it."""

from typing import ClassVar


class UnreadableDocument(Exception):
    """A file that cannot be read; its message names the file, says what is wrong and what to do."""

    sentence: ClassVar[str]

    def __init__(self, file: str, **details: object) -> None:
        self.file = file
        super().__init__(self.sentence.format(file=file, **details))


class FileOutOfReach(UnreadableDocument):
    """There is no such file, it is a folder, or it may not be read."""

    sentence = "Không mở được tệp “{file}”: {reason}. Hãy kiểm tra lại đường dẫn và quyền đọc tệp."


class EmptyFile(UnreadableDocument):
    """The file has no content."""

    sentence = "Tệp “{file}” không có nội dung. Hãy tải lại hoặc xin lại tệp từ nơi gửi."


class FileTooLarge(UnreadableDocument):
    """The file is bigger than any plan or table is."""

    sentence = (
        "Tệp “{file}” nặng {megabytes} MB, quá giới hạn {limit} MB. "
        "Hãy bỏ bớt ảnh, hoặc tách văn bản và phụ lục thành nhiều tệp."
    )


class NotADocument(UnreadableDocument):
    """A picture, a program, an archive …: nothing that holds a plan or a table."""

    sentence = (
        "Tệp “{file}” là {found}, không phải văn bản hay bảng tính đọc được. "
        "Hãy gửi tệp .docx, .pdf (có lớp chữ), .xlsx, .csv, .txt hoặc .md."
    )


class NameContradictsContent(UnreadableDocument):
    """Plain text under a name that promises something else."""

    sentence = (
        "Tệp “{file}” mang đuôi {suffix} nhưng bên trong chỉ là chữ thường. "
        "Nếu đúng tệp cần gửi, hãy đổi đuôi thành .txt (hoặc .csv nếu là bảng); nếu không, hãy xin lại tệp gốc."
    )


class WebPageInDisguise(UnreadableDocument):
    """HTML that a portal saved under the name of a Word or Excel file."""

    sentence = (
        "Tệp “{file}” thực ra là một trang web (HTML), không phải tệp Word hay Excel; "
        "nhiều cổng thông tin xuất tệp như vậy. "
        "Hãy mở bằng Word hoặc Excel rồi lưu lại thành .docx hoặc .xlsx."
    )


class OldOfficeFile(UnreadableDocument):
    """A .doc or .xls, and no LibreOffice to convert it with."""

    sentence = (
        "Tệp “{file}” là định dạng Office cũ ({kind}). Hãy mở bằng Word hoặc Excel rồi lưu lại thành {better}, "
        "hoặc cài LibreOffice trên máy chủ để hệ thống tự chuyển."
    )


class ConversionFailed(UnreadableDocument):
    """LibreOffice did not convert an old file."""

    sentence = (
        "Đã thử dùng LibreOffice chuyển tệp “{file}” sang {better} nhưng không được ({reason}). "
        "Hãy mở tệp bằng Word hoặc Excel rồi lưu lại thành {better}."
    )


class LockedFile(UnreadableDocument):
    """The file asks for a password."""

    sentence = "Tệp “{file}” có đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu rồi lưu lại và gửi lại."


class DamagedFile(UnreadableDocument):
    """The file is cut off or its inside does not hold together."""

    sentence = (
        "Tệp “{file}” bị hỏng hoặc tải về chưa đủ ({reason}). "
        "Hãy thử mở tệp trên máy; nếu mở được thì lưu lại thành tệp mới, nếu không thì xin lại từ nơi gửi."
    )


class MacroFile(UnreadableDocument):
    """An Office file that carries a program."""

    sentence = (
        "Tệp “{file}” có chứa macro (chương trình chạy kèm) nên không được nhận. "
        "Hãy lưu lại thành {better} không có macro rồi gửi lại."
    )


class UnsafeContent(UnreadableDocument):
    """The file is built to harm whoever opens it: a zip bomb, XML entities."""

    sentence = (
        "Tệp “{file}” có cấu trúc không an toàn ({reason}) nên không được mở. "
        "Hãy xin lại tệp gốc, hoặc mở trên máy tin cậy rồi lưu lại thành tệp mới."
    )


class TooMuchToRead(UnreadableDocument):
    """More rows, columns, lines or pages than are read from one file."""

    sentence = "Tệp “{file}” có {found}, quá giới hạn {limit}. {advice}"


class NoTextLayer(UnreadableDocument):
    """A scanned PDF: pictures of pages, no letters."""

    sentence = (
        "Tệp “{file}” là bản quét (ảnh chụp trang giấy), không có lớp chữ nên không đọc được. "
        "Hãy xin tệp Word (.docx) của bộ phận soạn thảo, hoặc tải bản có chữ trên hệ thống quản lý văn bản; "
        "nếu chỉ có bản giấy thì nhận dạng chữ (OCR) rồi soát lại trước khi gửi."
    )


class UnknownLetters(UnreadableDocument):
    """A text in an encoding that could not be recognised."""

    sentence = (
        "Không nhận ra bảng mã chữ của tệp “{file}”. "
        "Hãy mở tệp, kiểm tra chữ hiện đúng tiếng Việt, rồi lưu lại với mã UTF-8."
    )
