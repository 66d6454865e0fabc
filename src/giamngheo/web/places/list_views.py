"""Lists of hamlets: brought in from Excel, taken out as .csv or .xlsx."""

import csv
import io
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from openpyxl import Workbook

from giamngheo.accounts.kinds import Permission
from giamngheo.audit.kinds import Subject
from giamngheo.common.dates import print_day
from giamngheo.common.scope import Scope
from giamngheo.common.sheets import sheet
from giamngheo.common.text import fold, squeeze
from giamngheo.documents.reading.source import Document
from giamngheo.files import actions as files
from giamngheo.files.kinds import FileKind, Media
from giamngheo.places import actions, queries
from giamngheo.places.kinds import Level, PlaceRow
from giamngheo.places.pasted import read_text
from giamngheo.web import uploads
from giamngheo.web.accounts import drafts
from giamngheo.web.asking import Asked
from giamngheo.web.doors import page
from giamngheo.web.places.days import AsOf, as_of, slug, within
from giamngheo.web.places.forms import ImportForm
from giamngheo.web.places.own import own_scope, require_change
from giamngheo.web.places.place_page import PlacePage, place_page

MOST_SHOWN = 300
HEADINGS = ("Xã", "Loại", "Tên", "Có từ ngày", "Trước đây thuộc")
DRAFT = "nhap-thon-ap"
_SHEET_MEDIA = frozenset({".xlsx", ".csv"})

drafts.register(DRAFT, ImportForm)


@page("GET", "HEAD", "POST", needs=Permission.MANAGE_PLACES)
def hamlets_import(request: Asked, place_id: int) -> HttpResponse:
    """Read a list, show what it would do, and do it once that is confirmed."""
    place, when, by = _listed_place(request, place_id)
    draft = f"{DRAFT}.{place.id}"
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        initial=drafts.initial_from_draft(request, draft),
    )
    shown = {
        "place": place,
        "when": when,
        "form": form,
        "most_shown": MOST_SHOWN,
        "draft": drafts.draft_notice(request, draft),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "web/places/import.html", shown, status=422 if form.errors else 200)
    text = form.cleaned_data["text"]
    if form.cleaned_data["file"]:
        text = _text_of_file(form)
        if form.errors:
            return render(request, "web/places/import.html", shown, status=422)
        form = shown["form"] = ImportForm(initial={"text": text})  # the file is read: from here on it is this text
    pasted = read_text(text)
    plan = queries.planned_import(pasted, within=place.id, on=when.day, scope=by)
    if not plan.faults and "confirm" in request.POST:
        done = actions.import_hamlets(by=by, at=request.at, on=when.day, within=place.id, pasted=pasted)
        drafts.sent(request, draft)
        _tell(request, done)
        return redirect(f"{reverse('web:place', args=[place.id])}?ngay={when.slug}")
    shown |= {"faults": plan.faults, "plan": plan, "passed_over": pasted.passed_over}
    return render(request, "web/places/import.html", shown, status=422 if plan.faults else 200)


@page("POST")
def hamlets_export(request: Asked, place_id: int) -> HttpResponse:
    """Take the hamlets of a commune out, as they are on the day; the file is kept and recorded like every export."""
    when = as_of(request)
    try:
        shown = place_page(place_id, asked=when.day, scope=request.scope)
    except queries.NoSuchPlace:
        raise Http404 from None
    if not shown.is_commune:
        raise Http404
    media = Media.WORKBOOK if request.POST.get("dang") == "xlsx" else Media.CSV
    content = _workbook(shown) if media is Media.WORKBOOK else sheet(HEADINGS, _rows(shown))
    name = f"thon-ap-{fold(shown.place.title).replace(' ', '-')}-{slug(shown.day)}{media.suffixes[0]}"
    files.keep_export(
        by=request.scope,
        at=request.at,
        name=name,
        content=content,
        kind=FileKind.SHEET,
        media=media,
        place_id=place_id,
        subject=Subject("place", str(place_id), shown.place.title),
        reason="Danh sách thôn, ấp, khu phố",
    )
    response = HttpResponse(content, content_type=media.value)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _listed_place(request: Asked, place_id: int) -> tuple[PlaceRow, AsOf, Scope]:
    """The commune, district or province a list is of, and with what scope; what lies in it is checked row by row."""
    when = as_of(request)
    try:
        day = within(queries.lineage(place_id), when.day)
    except queries.NoSuchPlace:
        raise Http404 from None
    place = queries.place(place_id, on=day)
    if place.level is Level.HAMLET:
        raise Http404
    when = AsOf(day, print_day(day), "", when.today)
    if place.level is Level.COMMUNE or request.scope.covers(Permission.MANAGE_PLACES, place.id):
        return place, when, require_change(request, place, place.id, day)
    return place, when, own_scope(request, day)


def _text_of_file(form: ImportForm) -> str:
    """Turn a sheet into lines as if pasted; blank rows stay, so that line numbers are those of the sheet."""
    file = form.cleaned_data["file"]
    if not str(file.name).lower().endswith(tuple(_SHEET_MEDIA)):
        form.add_error("file", "Chỉ nhận tệp Excel (.xlsx) hoặc .csv; tệp khác hãy chép nội dung rồi dán vào ô trên.")
        return ""
    received = uploads.receive([file])
    if not received.documents:
        form.add_error("file", " ".join(received.refusals))
        return ""
    rows = _first_table(received.documents[0])
    if not rows:
        form.add_error("file", "Tệp không có trang tính nào có dữ liệu.")
        return ""
    lines = io.StringIO()
    csv.writer(lines, delimiter="\t", lineterminator="\n").writerows(rows)
    return lines.getvalue()


def _first_table(document: Document) -> list[list[str]]:
    for table in document.tables:
        rows = [[squeeze("" if cell is None else str(cell)) for cell in row] for row in table.grid.rows]
        if any(any(row) for row in rows):
            return rows
    return []


def _tell(request: Asked, done: actions.Imported) -> None:
    if not done.number_added:
        messages.info(request, f"Không thêm gì: cả {done.number_already_there} nơi trong danh sách đã có từ trước.")
        return
    there = f" {done.number_already_there} nơi đã có từ trước, giữ nguyên." if done.number_already_there else ""
    messages.success(request, f"Đã nhập {done.number_added} thôn, ấp, khu phố.{there}")


def _rows(shown: PlacePage) -> list[Sequence[str]]:
    return [
        (shown.place.title, one.place.type, one.place.name, print_day(one.place.valid_from), one.formerly)
        for one in shown.hamlets
    ]


def _workbook(shown: PlacePage) -> bytes:
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet("Thôn, ấp, khu phố")
    for column, width in zip("ABCDE", (24, 14, 28, 14, 24), strict=True):
        page.column_dimensions[column].width = width
    for row in (HEADINGS, *_rows(shown)):
        page.append(row)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
