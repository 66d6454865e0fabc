"""Whole paragraphs of reports, all of them true: whatever is compared in them holds, and nobody is alarmed."""

import re

import pytest
from tests.factories.statements import drawn, holds, objections, report

from giamngheo.documents.reading.stated.statements import statements_in

PARAGRAPHS = [
    """Năm 2024, huyện Sông Mẫu có 28.400 hộ, 112.560 nhân khẩu. Qua rà soát, toàn huyện còn 125 hộ nghèo với 480
nhân khẩu, chiếm tỷ lệ 0,44%; trong đó có 52 hộ nghèo là đồng bào dân tộc thiểu số, chiếm 41,6% tổng số hộ
nghèo. Hộ cận nghèo có 143 hộ, chiếm 0,5% tổng số hộ toàn huyện.""",
    """Trong năm, toàn huyện giảm 68 hộ nghèo (thoát nghèo 75 hộ, phát sinh mới 05 hộ, tái nghèo 02 hộ), đạt
113,3% kế hoạch (68/60 hộ). Xã có số hộ thoát nghèo nhiều nhất là xã Đồng Lúa với 21 hộ, ít nhất là xã Suối Đá
với 02 hộ.""",
    """Đầu năm có 125 hộ nghèo; trong năm thoát nghèo 70 hộ, phát sinh 2 hộ; cuối năm còn 57 hộ, giảm 68 hộ so
với đầu năm. Tỷ lệ hộ nghèo giảm từ 0,44% xuống còn 0,20%, giảm 0,24 điểm phần trăm, vượt chỉ tiêu Nghị quyết
đề ra (0,2%).""",
    """Nguyên nhân nghèo: trong 125 hộ nghèo có 60 hộ thiếu đất sản xuất, 55 hộ thiếu vốn, 40 hộ có người ốm đau,
bệnh nặng, 38 hộ không có lao động; một hộ có thể do nhiều nguyên nhân. Trong đó, 22 hộ vừa thiếu đất vừa
thiếu vốn.""",
    """Tổng nguồn vốn cho vay đạt 12.500 triệu đồng cho 310 lượt hộ, trong đó hộ nghèo 60 hộ với 3.000 triệu
đồng, hộ cận nghèo 90 hộ với 4.500 triệu đồng, hộ mới thoát nghèo 100 hộ với 5.000 triệu đồng. Nợ quá hạn 37,5
triệu đồng, chiếm 0,3% tổng dư nợ (12.500 triệu đồng).""",
    """Kế hoạch năm 2024 giảm 60 hộ, thực hiện giảm 68 hộ, vượt 13,3% kế hoạch. Năm 2025 phấn đấu giảm 40 hộ,
trong đó xã Đồng Lúa giảm 12 hộ, xã Bến Cát giảm 9 hộ; đưa tỷ lệ hộ nghèo toàn huyện xuống dưới 0,1%, không
còn hộ nghèo là người có công.""",
    """Tỷ lệ hộ nghèo giảm bình quân 0,3%/năm, từ 1,35% năm 2021 xuống còn 0,44% năm 2024; riêng vùng đồng bào
dân tộc thiểu số giảm 1,5%/năm, từ 8,2% xuống 3,7%. Thu nhập bình quân đạt 62 triệu đồng/người/năm, tăng 5
triệu đồng so với năm 2023 (57 triệu đồng/người/năm).""",
    """Về nhà ở: Đã khởi công 20 căn (xây mới 12 căn, sửa chữa 8 căn) cho 20 hộ, gồm 13 hộ nghèo và 7 hộ cận
nghèo, kinh phí 1.040 triệu đồng (xây mới 60 triệu đồng/căn, sửa chữa 40 triệu đồng/căn), trong đó ngân sách
huyện 500 triệu đồng, vận động xã hội hóa 540 triệu đồng. Đến nay đã hoàn thành 17/20 căn, đạt 85%; còn 03 căn
hoàn thành trong quý I.""",
    """Toàn huyện có 12 xã và 01 thị trấn, trong đó có 9 xã đạt chuẩn nông thôn mới; 3 xã còn trên 20 hộ nghèo,
gồm xã Đồng Lúa 32 hộ, xã Bến Cát 28 hộ và xã Suối Đá 21 hộ; các xã còn lại có dưới 10 hộ nghèo, riêng thị
trấn Sông Mẫu còn 02 hộ.""",
    """Giai đoạn 2021 - 2025 toàn huyện giảm 310 hộ nghèo, trong đó năm 2021 giảm 80 hộ, năm 2022 giảm 95 hộ, năm
2023 giảm 67 hộ và năm 2024 giảm 68 hộ. Bình quân mỗi năm giảm 77 hộ, cao hơn giai đoạn 2016 - 2020 (bình quân
60 hộ).""",
    """Số hộ nghèo toàn huyện là 125 hộ (giảm 18 hộ so với cuối năm 2022), trong đó khu vực nông thôn 123 hộ
(giảm 15 hộ), khu vực thành thị 02 hộ (giảm 03 hộ). Số hộ cận nghèo là 143 hộ (tăng 12 hộ), trong đó khu vực
nông thôn 132 hộ (tăng 14 hộ), khu vực thành thị 11 hộ (giảm 02 hộ).""",
    """Tổng kinh phí giải ngân đến ngày 31/12/2024 là 3.500 triệu đồng, đạt 86,8% kế hoạch vốn giao (4.034 triệu
đồng). Trong đó, vốn đầu tư phát triển 1.500 triệu đồng, đạt 100%; vốn sự nghiệp 2.000 triệu đồng, đạt 78,9%.
Số vốn chưa giải ngân 534 triệu đồng, trong đó xin chuyển nguồn sang năm sau 400 triệu đồng, nộp trả ngân sách
134 triệu đồng.""",
    """Tổng số hộ nghèo đầu kỳ: 125 hộ. Số hộ thoát nghèo: 70 hộ, trong đó 40 hộ DTTS. Số hộ tái nghèo: 0 hộ. Số
hộ nghèo phát sinh: 02 hộ, gồm 01 hộ mới tách và 01 hộ chuyển đến. Tổng số hộ nghèo cuối kỳ: 57 hộ, chiếm
0,2%, giảm 0,24% so với đầu kỳ.""",
    """Số người được tạo việc làm mới là 1.520 người (nam 820 người, nữ 700 người), đạt 101,3% kế hoạch năm
(1.500 người); trong đó lao động thuộc hộ nghèo, hộ cận nghèo 65 người, đi làm việc ở nước ngoài 42 người. Đã
mở 6 lớp đào tạo nghề cho 180 người, gồm 4 lớp phi nông nghiệp với 120 người và 2 lớp nông nghiệp với 60
người.""",
    """Mức độ thiếu hụt dịch vụ xã hội cơ bản của 125 hộ nghèo: việc làm 80 hộ (64%), y tế 25 hộ (20%), giáo dục
40 hộ (32%), nhà ở 60 hộ (48%), nước sạch và vệ sinh 51 hộ (40,8%), thông tin 47 hộ (37,6%). Bình quân mỗi hộ
thiếu hụt 2,4 chỉ số.""",
    """Kết quả phân bổ chỉ tiêu giảm 68 hộ nghèo năm 2024 cho các xã, thị trấn, cụ thể:
- Xã Đồng Lúa: 20 hộ; xã Bến Cát: 18 hộ.
- Xã Suối Đá: 15 hộ; thị trấn Sông Mẫu: 15 hộ.
- Giao Phòng Lao động theo dõi, báo cáo trước ngày 15/12/2024.""",
    """Tổng kinh phí thực hiện Chương trình năm 2025 dự kiến 5.200 triệu đồng, trong đó:
- Ngân sách trung ương: 4.400 triệu đồng, gồm vốn đầu tư 1.900 triệu đồng, vốn sự nghiệp 2.500 triệu đồng;
- Ngân sách tỉnh đối ứng: 300 triệu đồng;
- Ngân sách huyện đối ứng: 400 triệu đồng;
- Huy động khác: 100 triệu đồng.
Ngoài ra, lồng ghép các chương trình khác khoảng 2.000 triệu đồng.""",
    """UBND huyện đã cấp 1.250 thẻ bảo hiểm y tế, trong đó hộ nghèo 480 thẻ, hộ cận nghèo 610 thẻ, đối tượng khác
160 thẻ; miễn, giảm học phí cho 320 học sinh với số tiền 185.400.000 đồng (một trăm tám mươi lăm triệu bốn
trăm nghìn đồng); hỗ trợ tiền điện cho 125/125 hộ nghèo, đạt 100%, mức hỗ trợ 55 nghìn đồng/hộ/tháng.""",
    """Theo Quyết định số 1902/QĐ-UBND ngày 28/12/2023, huyện có 268 hộ nghèo và cận nghèo (125 hộ nghèo, 143 hộ
cận nghèo), trong đó 113 hộ là đồng bào dân tộc thiểu số, chiếm 42,2%; 20 hộ có chủ hộ là nữ; 15 hộ không có
khả năng lao động. So với cuối năm 2022 (301 hộ), giảm 33 hộ, trong đó hộ nghèo giảm 18 hộ, hộ cận nghèo giảm
15 hộ.""",
    """Trên địa bàn huyện Sông Mẫu có 3.120 hộ đồng bào dân tộc thiểu số với 13.270 khẩu, chiếm 11% dân số; đông
nhất là dân tộc Khmer 1.400 hộ, S'tiêng 1.150 hộ, Nùng 320 hộ. Hộ nghèo theo dân tộc: Kinh 73 hộ, Khmer 30 hộ,
S'tiêng 22 hộ.""",
]
WRAPPED = re.compile(r"\n(?!- |Ngoài ra)")


def unwrapped(text: str) -> str:
    """Return a paragraph on one line; items of a list keep theirs."""
    return WRAPPED.sub(" ", text)


@pytest.mark.parametrize("text", [unwrapped(text) for text in PARAGRAPHS])
def test_a_true_paragraph_raises_no_alarm(text: str) -> None:
    assert objections(text) == []
    assert all(holds(statement) for statement in statements_in(report(text)))


def test_much_of_them_is_compared() -> None:
    """Silence is no precision: so many of the statements in these paragraphs are found."""
    found = [line for text in PARAGRAPHS for line in drawn(unwrapped(text))]
    assert len([line for line in found if " = " in line and " / " not in line]) >= 9
    assert len([line for line in found if " / " in line]) >= 7
    assert len([line for line in found if "→" in line]) >= 1
    assert "185.400.000 đồng = “một trăm tám mươi lăm triệu bốn trăm nghìn đồng”" in found
