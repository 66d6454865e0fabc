import json, os, re, time
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"
from datetime import timedelta
import pytest
from django.test import Client
from django.urls import reverse
from factories.offices import an_office, AT, person
from factories.people import TODAY
from giamngheo.accounts.actions import people, absences
from giamngheo.accounts.kinds import Role, Capacity
from giamngheo.accounts.models import Draft, User
from giamngheo.norms.models import Workspace
from playwright.sync_api import sync_playwright
OUT="/tmp/w/look-people/"

@pytest.mark.django_db(transaction=True)
def test_look(live_server):
    office=an_office(); Workspace.objects.update(is_demo=True)
    people.import_people(by=office.by, at=AT, on=TODAY, since=TODAY, top_place_id=office.where.district, basis="QĐ 05/QĐ-UBND", text="""Nguyễn Văn An\t0912345678\tCông chức Văn hoá – Xã hội\tCán bộ xã\tUBND xã Đồng Lúa\tXã Đồng Lúa
Trần Thị Bé\t\tTrưởng ấp\tTrưởng ấp\t\tẤp 1
Điểu Cường\t0987654321\tChủ tịch\tChủ tịch UBND xã\tUBND xã Đồng Lúa\tXã Đồng Lúa
Lê Thị Đào\t\t\tTài chính\tPhòng Tài chính – Kế hoạch\tHuyện Đồng Mẫu""")
    cuong=User.objects.get(phone="0987654321"); an=User.objects.get(phone="0912345678")
    absences.add_absence(by=office.by, at=AT,on=TODAY,user_id=cuong.pk,substitute_id=an.pk,valid_from=TODAY,valid_until=TODAY+timedelta(days=5),basis="Phân công 12/UBND",reason="đi học")
    absences.give_authority(by=office.by, at=AT,on=TODAY,user_id=an.pk,capacity=Capacity.DEPUTY,for_whom="Chủ tịch UBND xã",valid_from=TODAY,valid_until=None,basis="QĐ 15/QĐ-UBND")
    c=Client(); c.force_login(office.admin, backend="django.contrib.auth.backends.ModelBackend")
    cookie=c.cookies["sessionid"].value
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        errs=[]
        for w in (1440,360):
            ctx=b.new_context(viewport={"width":w,"height":900}, locale="vi-VN")
            ctx.add_cookies([{"name":"sessionid","value":cookie,"url":live_server.url}])
            pg=ctx.new_page(); pg.on("console", lambda m: errs.append(m.text) if m.type in("error","warning") else None); pg.on("pageerror", lambda e: errs.append(str(e)))
            for name,addr in {"people":"/nguoi-dung","person":f"/nguoi-dung/{an.pk}","cuong":f"/nguoi-dung/{cuong.pk}","new":"/nguoi-dung/them","paste":"/nguoi-dung/dan","away":"/nguoi-dung/vang-mat","agencies":"/co-quan","place":f"/nguoi-dung/dia-ban/{office.where.commune}","absence":f"/nguoi-dung/{an.pk}/vang-mat"}.items():
                pg.goto(live_server.url+addr)
                over=pg.evaluate("document.documentElement.scrollWidth - innerWidth")
                if over>0: errs.append(f"{w} {name} overflows {over}")
                pg.screenshot(path=f"{OUT}{name}-{w}.png", full_page=True)
            # drafts
            pg.goto(live_server.url+"/nguoi-dung/them")
            pg.fill("#id_full_name","Hoàng Văn Nháp"); pg.wait_for_selector(".draft-state:has-text('Đã lưu nháp lúc')", timeout=8000)
            pg.fill("#id_basis","QĐ nháp"); pg.goto(live_server.url+"/nguoi-dung")   # leaves at once: pagehide
            time.sleep(.5)
            assert Draft.objects.get(form="nguoi-dung-moi").fields["basis"]=="QĐ nháp"
            pg.goto(live_server.url+"/nguoi-dung/them"); assert pg.input_value("#id_full_name")=="Hoàng Văn Nháp"
            pg.screenshot(path=f"{OUT}draft-{w}.png", full_page=True)
            pg.route("**/nhap/**", lambda r: r.abort()); pg.fill("#id_phone","0911"); pg.wait_for_selector(".draft-state:has-text('Chưa lưu được, sẽ thử lại')")
            pg.unroute("**/nhap/**"); pg.wait_for_selector(".draft-state:has-text('Đã lưu nháp lúc')", timeout=15000)
            pg.fill("#id_phone","")
            pg.select_option("#id_role","commune_officer"); pg.select_option("#id_place",str(office.where.commune)); pg.click("button:has-text('Thêm người dùng')")
            pg.wait_for_url(re.compile("/nguoi-dung/\\d+$")); time.sleep(.5)
            assert Draft.objects.get(form="nguoi-dung-moi").fields=={}, Draft.objects.get(form="nguoi-dung-moi").fields
            pg.goto(live_server.url+"/nguoi-dung/them"); assert pg.input_value("#id_full_name")==""
            # session ends while typing
            pg.context.clear_cookies(name="sessionid"); pg.fill("#id_full_name","X"); pg.wait_for_selector(".draft-state:has-text('phiên làm việc đã hết')"); 
            ctx.add_cookies([{"name":"sessionid","value":cookie,"url":live_server.url}])
            pg.goto(live_server.url+"/nguoi-dung/dan"); pg.fill("#id_text","Nguyễn Văn An\t0912345678\t\tCán bộ xã\tUBND xã Đồng Lúa\tXã Đồng Lúa\nPhạm Mới\t\t\tRà soát viên\t\tẤp 1\nTrần Thị Bé\t\t\tCán bộ xã\tVP\tXã Đồng Lúa"); pg.click("button:has-text('Xem trước')"); pg.screenshot(path=f"{OUT}preview-{w}.png", full_page=True)
            pg.fill("#id_text","Nguyễn\tx\ty\nA\tb\tc\tVua\t\t"); pg.click("button.btn:has-text('Xem trước')"); pg.screenshot(path=f"{OUT}faults-{w}.png", full_page=True)
            ctx.close()
        print("ERRS", errs)
