"""What the printed minutes (biên bản bàn giao) show beside the handover itself."""

from dataclasses import dataclass

from giamngheo.handover.kinds import HandoverDetail, State
from giamngheo.web.papers import PaperHead, head_of, head_of_place

SYMBOL = "BB"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who takes part and signs; the witness's name is left to be written by hand."""

    role: str
    name: str
    job_title: str


def minutes_head(detail: HandoverDetail) -> PaperHead:
    """Return the head: of the giver's office where all seats are of one, else of the place they lie in."""
    offices = {(held.seat.agency_id, held.seat.place_id) for held in detail.seats}
    if len(offices) == 1:
        return head_of(detail.seats[0].seat, symbol=SYMBOL, on=detail.row.on)
    return head_of_place(detail.place_id, symbol=SYMBOL, on=detail.row.on)


def parties_of(detail: HandoverDetail) -> tuple[Signer, ...]:
    """Return giver, receiver and witness."""
    giver, receiver = detail.row.giver, detail.row.receiver
    return (
        Signer("Bên giao", giver.name, giver.job_title),
        Signer("Bên nhận", receiver.name, receiver.job_title),
        Signer("Người chứng kiến", "", ""),
    )


def accounts_close(detail: HandoverDetail) -> bool:
    """Say whether the giver's account closes: once done it is known, before that it is intended."""
    return detail.account_closed if detail.row.state is State.DONE else detail.closes_account
