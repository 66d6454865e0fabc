"""Why a handover cannot be prepared or done; each says what to do. `field` names the field of the form it is about."""

from datetime import date
from typing import ClassVar

from giamngheo.accounts.kinds import HoldingRow, Role
from giamngheo.common.dates import print_day


class NotHandedOver(ValueError):
    """A handover cannot be prepared, done or withdrawn as it is."""

    field: ClassVar[str | None] = None


class NotForOneself(NotHandedOver):
    """Giver and receiver are the same person."""

    field = "receiver"

    def __init__(self) -> None:
        super().__init__("Bên nhận phải là người khác với bên giao.")


class ReceiverClosed(NotHandedOver):
    """The receiver's account is closed, or is going to be."""

    field = "receiver"

    def __init__(self) -> None:
        super().__init__("Tài khoản bên nhận đã đóng hoặc sắp đóng; hãy chọn người khác, hoặc nhờ quản trị mở lại.")


class NoSeatChosen(NotHandedOver):
    """No seat is to pass."""

    field = "seats"

    def __init__(self) -> None:
        super().__init__("Chưa chọn vị trí nào; hãy chọn ít nhất một vị trí để bàn giao.")


class NotTheirSeat(NotHandedOver):
    """A seat was chosen that the giver does not hold."""

    field = "seats"

    def __init__(self, giver: str) -> None:
        super().__init__(f"Có vị trí được chọn không phải của {giver}; hãy mở lại trang rồi chọn lại.")


class BeforeHolding(NotHandedOver):
    """The day is before the giver got the seat."""

    field = "on"

    def __init__(self, held: HoldingRow) -> None:
        super().__init__(
            f"{held.user_name} giữ vị trí “{held.seat.title}” từ ngày {print_day(held.valid_from)}; "
            "ngày bàn giao không được trước ngày đó."
        )


class NotHeldThen(NotHandedOver):
    """The giver does not hold the seat any more on that day."""

    field = "on"

    def __init__(self, held: HoldingRow, on: date) -> None:
        super().__init__(
            f"Ngày {print_day(on)} {held.user_name} không còn giữ vị trí “{held.seat.title}” "
            f"(đã thôi từ {print_day(held.valid_until)}); hãy xem lại ngày, hoặc bỏ vị trí này."
        )


class AlreadyUnderWay(NotHandedOver):
    """Another handover of the same seat is neither done nor withdrawn."""

    field = "seats"

    def __init__(self, seat: str) -> None:
        super().__init__(f"Vị trí “{seat}” đang có một bàn giao chưa xong; hãy hoàn tất hoặc huỷ bàn giao đó trước.")


class AlreadyOver(NotHandedOver):
    """It was done or withdrawn before, perhaps a moment ago by somebody else."""

    def __init__(self) -> None:
        super().__init__("Bàn giao này đã hoàn tất hoặc đã huỷ.")


class PreparedByReceiver(NotHandedOver):
    """Who prepared a handover for somebody else, to themselves, cannot accept it alone."""

    def __init__(self) -> None:
        super().__init__(
            "Người lập bàn giao thay cho người khác không tự nhận trong hệ thống được; hãy nhập biên bản đã ký."
        )


class GivenToOneself(NotHandedOver):
    """Whoever manages users would take another's seat that approves or watches over others for themselves."""

    field = "receiver"

    def __init__(self, role: Role) -> None:
        super().__init__(
            f"Không ai tự lấy cho mình vai trò “{role.label}” của người khác, vì vai trò này phê duyệt hoặc giám sát; "
            "hãy để bên giao hoặc một người quản trị khác lập bàn giao."
        )


class NoReason(NotHandedOver):
    """It is not said why."""

    field = "reason"

    def __init__(self) -> None:
        super().__init__("Hãy ghi lý do.")


class NoScan(NotHandedOver):
    """The minutes have no scan, or were withdrawn as entered wrongly."""

    field = "scan"

    def __init__(self) -> None:
        super().__init__("Biên bản phải có bản chụp (PDF hoặc ảnh) có đủ chữ ký hai bên.")


def require_held(held: HoldingRow, *, on: date) -> None:
    """Raise `BeforeHolding` or `NotHeldThen` unless the seat is held on a day."""
    if on < held.valid_from:
        raise BeforeHolding(held)
    if held.valid_until is not None and held.valid_until <= on:
        raise NotHeldThen(held, on)
