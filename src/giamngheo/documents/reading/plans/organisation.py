"""Who must do what, and which support policies are promised: the lists under those two headings."""

from collections.abc import Sequence

from giamngheo.common.text import squeeze
from giamngheo.documents.reading.blocks import Block
from giamngheo.documents.reading.plans.agencies import agencies_in, agencies_of_heading, assignment_in, names_an_agency
from giamngheo.documents.reading.plans.plan import Policy, Responsibility
from giamngheo.documents.reading.plans.sections import Sorted

_LONGEST_NAME = 160


def responsibilities_in(paragraphs: Sequence[Sorted]) -> tuple[list[Responsibility], set[Block]]:
    """Return the duties by agency, and the blocks read; an item is an agency's name with what stands under it."""
    responsibilities: list[Responsibility] = []
    read: set[Block] = set()
    for item in _items(paragraphs):
        heading = item[0].placed.block
        agencies, duties = _agencies_and_duty(heading)
        if not agencies:
            continue
        duties += [squeeze(below.placed.block.text) for below in item[1:]]
        responsibilities.append(Responsibility(agencies, duties, _where(item)))
        read.update(part.placed.block for part in item)
    return responsibilities, read


def policies_in(paragraphs: Sequence[Sorted]) -> tuple[list[Policy], set[Block]]:
    """Return the policies named one by one under the policies' heading, and the blocks read."""
    policies: list[Policy] = []
    read: set[Block] = set()
    for item in _items(paragraphs):
        heading = item[0].placed.block
        name, text = _name_and_text(heading)
        below = [squeeze(part.placed.block.text) for part in item[1:]]
        whole = " ".join(part for part in [text, *below] if part)
        policies.append(Policy(name, assignment_in(whole).lead, whole or heading.text, _where(item)))
        read.update(part.placed.block for part in item)
    return policies, read


def _items(paragraphs: Sequence[Sorted]) -> list[list[Sorted]]:
    """Group the paragraphs under the outermost signs of the list; what stands before the first sign is no item."""
    inside = [paragraph for paragraph in paragraphs if not paragraph.is_heading]
    signed = [paragraph.placed.depth for paragraph in inside if paragraph.placed.block.marker is not None]
    if not signed:
        return [[paragraph] for paragraph in inside if ":" in paragraph.placed.block.text[:_LONGEST_NAME]]
    outermost = min(signed)
    items: list[list[Sorted]] = []
    for paragraph in inside:
        if paragraph.placed.block.marker is not None and paragraph.placed.depth == outermost:
            items.append([paragraph])
        elif items:
            items[-1].append(paragraph)
    return items


def _agencies_and_duty(heading: Block) -> tuple[list[str], list[str]]:
    head, colon, tail = heading.text.partition(":")
    if colon and len(head) <= _LONGEST_NAME and names_an_agency(head):
        return agencies_of_heading(head), [tail.strip()] if tail.strip() else []
    lead = assignment_in(heading.text).lead
    if lead:
        return [lead], [heading.text]
    if len(heading.text) > _LONGEST_NAME or not names_an_agency(heading.text):
        return [], []
    agencies = agencies_of_heading(heading.text)
    acting = agencies_in(heading.text)
    # “Phòng Kinh tế hướng dẫn các hộ.” is a sentence; of a name the verbs leave nothing but its first word.
    is_sentence = heading.text.endswith((".", ";")) and acting != agencies and all(" " in name for name in acting)
    return (acting, [heading.text]) if is_sentence else (agencies, [])


def _name_and_text(heading: Block) -> tuple[str, str]:
    head, colon, tail = heading.text.partition(":")
    if colon and len(head) <= _LONGEST_NAME:
        return head.strip(), tail.strip()
    if len(heading.text) <= _LONGEST_NAME:
        return heading.text.strip(" ."), ""
    return heading.text[:_LONGEST_NAME].rpartition(" ")[0] + "…", heading.text


def _where(item: Sequence[Sorted]) -> str:
    first = item[0].placed.block
    return f"{first.file}#{first.first}-{item[-1].placed.block.last}"
