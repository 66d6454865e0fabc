"""Sentences whose figures agree only when read another way than the nearest: nothing is said against them."""

import pytest
from tests.factories.statements import objections


@pytest.mark.parametrize(
    "true",
    [
        "Có 11/11 xã hoàn thành rà soát, tỷ lệ hộ nghèo 0,20%.",
        "Có 08/11 xã có tỷ lệ bao phủ bảo hiểm y tế đạt 95%.",
        "Có 03/11 xã có tỷ lệ hộ nghèo là 0%.",
        "Có 10/11 xã có tỷ lệ giải ngân đạt 100%.",
        "Xây mới 12/12 căn, sửa chữa 25/28 căn, đạt 92,5%.",
        "100% hộ nghèo có nhu cầu được vay vốn (23/57 hộ nghèo).",
        "Tỷ lệ hộ nghèo cuối năm còn 0,20% (70/125 hộ thoát nghèo).",
        "Đã giải ngân cho 40/40 hộ, đạt 92% kế hoạch vốn.",
        "Còn 15% số hộ chưa khởi công (34/40 hộ đã khởi công).",
        "Tỷ lệ xã chưa đạt chuẩn còn 18,18% (9/11 xã đạt chuẩn).",
        "Giải ngân đạt 84,7%, tương ứng 15,3% chưa giải ngân (2.400/2.834 triệu đồng).",
        "Vốn sự nghiệp giải ngân 2.400 triệu đồng, đạt 84,7% (vốn đầu tư 1.100/1.200 triệu đồng).",
        "57/57 hộ nghèo được cấp thẻ, 40/57 hộ được vay vốn, chiếm tương ứng 100% và 70,18%.",
        "Giải ngân 3.500/4.034 triệu đồng vốn năm 2024 và 320/350 triệu đồng vốn kéo dài, đạt 87,13% tổng vốn.",
        (
            "Giải ngân vốn đầu tư 1.100 triệu đồng, vốn sự nghiệp 2.400 triệu đồng, đạt 86,76% kế hoạch (4.034 "
            "triệu đồng)."
        ),
        "Đến 30/6/2024 toàn huyện còn 100 hộ nghèo, tỷ lệ 0,35% so với 125 hộ đầu năm.",
        "Hỗ trợ nhà ở 6 hộ, đạt 15% kế hoạch (34 hộ chuyển sang năm 2025).",
        "Toàn huyện có 28.412 hộ. An Khương còn 15 hộ nghèo (1,20%), Thanh An còn 12 hộ nghèo (0,90%).",
        (
            "Tổng số hộ toàn huyện 29.500 hộ. Đầu năm có 125 hộ nghèo, tỷ lệ 0,44%; cuối năm còn 57 hộ nghèo, tỷ "
            "lệ 0,19%."
        ),
        "Toàn huyện có 28.412 hộ, trong đó có 50 hộ nghèo ở nông thôn và 07 hộ nghèo ở thành thị.",
        "Toàn huyện có 112.340 nhân khẩu, trong đó người nghèo nam 100 khẩu, nữ 114 khẩu.",
        (
            "Tổng kinh phí là 6.500 triệu đồng, trong đó vốn trung ương gồm vốn đầu tư 3.000 triệu đồng và vốn sự "
            "nghiệp 2.000 triệu đồng; ngân sách huyện 1.500 triệu đồng."
        ),
        (
            "Tổng kinh phí là 6.500 triệu đồng, trong đó ngân sách trung ương (gồm vốn đầu tư 3.000 triệu đồng và "
            "vốn sự nghiệp 2.000 triệu đồng) và ngân sách địa phương 1.500 triệu đồng."
        ),
        (
            "Tổng nhu cầu 6.500 triệu đồng, trong đó đã bố trí: vốn đầu tư 2.800 triệu đồng, vốn sự nghiệp 1.700 "
            "triệu đồng; phần còn lại đề nghị tỉnh bổ sung."
        ),
        "Đã hỗ trợ 12 hộ nghèo, 28 hộ cận nghèo và 10 hộ mới thoát nghèo, trong đó nông thôn 45 hộ, thành thị 05 hộ.",
        (
            "Đã đào tạo cho 35 lao động nghèo, 42 lao động cận nghèo và 103 lao động khác, trong đó nam 80 người, "
            "nữ 100 người."
        ),
        (
            "Tổng vốn 20.000 triệu đồng, trong đó ngân sách trung ương 10.000 triệu đồng, ngân sách tỉnh 5.000 "
            "triệu đồng, ngân sách huyện 3.000 triệu đồng."
        ),
        "Tổng số 57 hộ, trong đó xã A 20 hộ, xã B 16 hộ, xã C 12 hộ.",
        "Tổng số 57 hộ, trong đó xã A 20 hộ, xã B 16 hộ, xã C 12 hộ; các xã còn lại dưới 05 hộ.",
        "Có 3 xã có từ 10 hộ nghèo trở lên, gồm: An Khương 15 hộ, Thanh An 12 hộ, Tân Hưng 11 hộ.",
        "Các thôn có từ 05 hộ nghèo trở lên gồm: thôn 1: 08 hộ, thôn 2: 06 hộ, thôn 5: 05 hộ.",
        "Hỗ trợ sinh kế cho 57 hộ, gồm bò sinh sản 30 hộ, dê 20 hộ, phân bón 15 hộ (một hộ có thể nhận nhiều loại).",
        "Bình quân mỗi xã còn 5 hộ nghèo, trong đó xã An Khương 15 hộ.",
        "Mức vay bình quân 46,3 triệu đồng, trong đó dư nợ cho vay hộ nghèo 12.340 triệu đồng.",
        "Dư nợ bình quân một hộ là 46,3 triệu đồng, trong đó dư nợ cho vay hộ nghèo 12.340 triệu đồng.",
        "Mức hỗ trợ xây mới 60 triệu đồng, sửa chữa 30 triệu đồng, trong đó ngân sách tỉnh đã chi 840 triệu đồng.",
        "Hỗ trợ nhà vệ sinh 5 triệu đồng, bồn nước 3 triệu đồng, trong đó ngân sách huyện 240 triệu đồng.",
        "Tăng 05 hộ so với đầu năm, trong đó hộ nghèo dân tộc thiểu số là 40 hộ.",
        "Phát sinh 02 hộ nghèo trong năm, trong đó hộ nghèo có chủ hộ là nữ toàn huyện là 30 hộ.",
        "Toàn huyện có 57 hộ nghèo, trong đó nông thôn 50 hộ, thành thị 07 hộ, chiếm 0,20% trên 28.412 hộ.",
        (
            "Dư nợ quá hạn là 412 triệu đồng, chiếm 0,1%/tổng dư nợ 412.356 triệu đồng, giảm 35 triệu đồng so với "
            "đầu năm (447 triệu đồng)."
        ),
        "Giảm 93 hộ, từ 125 hộ xuống 57 hộ nghèo và từ 168 hộ xuống 143 hộ cận nghèo.",
        "Đầu năm có 125 hộ nghèo, đến nay đã hỗ trợ nhà ở cho 40 hộ, giảm 68 hộ nghèo.",
        "Hộ nghèo từ 125 hộ xuống còn 57 hộ (giảm 03 hộ do chuyển đi, chết; 65 hộ thoát nghèo).",
        "Có 12/16 xã đạt 100% kế hoạch giảm nghèo.",
        "Có 7/9 thôn đạt 100% số hộ có nhà tiêu hợp vệ sinh.",
        "Có 11/16 xã được phân bổ vốn đã giải ngân đạt 85%.",
        "Có 16/16 xã có đường ô tô đến trung tâm, 92% thôn có đường bê tông.",
        "Đã mở 12/12 lớp dạy nghề theo kế hoạch, 82,6% học viên có việc làm sau đào tạo.",
        "Có 14/16 xã có trạm y tế đạt chuẩn, 100% trạm có bác sĩ.",
        "Có 300/400 hộ được phỏng vấn, 92% hài lòng với chính sách.",
        "Có 9/9 thôn tổ chức họp dân với 95% số hộ tham dự.",
        "Có 14/16 xã đạt tiêu chí BHYT (95% dân số tham gia).",
        "Có 14/16 xã (100% xã vùng thấp) đạt chuẩn.",
        "Trạm cấp nước phục vụ 312/405 hộ nghèo, đạt 80% công suất thiết kế.",
        "Vốn giao 15.400 triệu đồng, giải ngân 14.630 triệu đồng, bằng 112% so với cùng kỳ năm 2023.",
        "Kế hoạch vốn giao 25.000 triệu đồng, giải ngân vốn đầu tư 14.630 triệu đồng, đạt 95% kế hoạch vốn đầu tư.",
        "Đã hỗ trợ 130 căn, đạt 104% kế hoạch (78 căn xây mới).",
        "Cấp 5.250 thẻ, đạt 105% kế hoạch (3.214 thẻ người nghèo).",
        "Dân số toàn xã 8.412 người, trong đó lao động nam 2.510 người, lao động nữ 2.380 người.",
        "Toàn huyện có 30.000 hộ, trong đó hộ có trẻ em ở nông thôn 12.000 hộ, ở thành thị 4.000 hộ.",
        (
            "Tổng số hộ nghèo và hộ cận nghèo là 776 hộ, trong đó hộ nghèo có trẻ em 250 hộ, hộ cận nghèo có "
            "trẻ em 280 hộ."
        ),
        "Cuối năm toàn huyện còn 1.245 hộ nghèo, trong đó phát sinh mới ở nông thôn 35 hộ, thành thị 6 hộ.",
        "Toàn xã có 85 hộ nghèo, trong đó tái nghèo ở nông thôn 2 hộ, thành thị 1 hộ.",
        "Đầu năm có 112 hộ nghèo, cuối năm còn 85 hộ, giảm 30 hộ, tăng 3 hộ.",
        "Giảm 30 hộ và tăng 3 hộ, từ 112 hộ xuống còn 85 hộ.",
        (
            "Tổng kinh phí 2.610 triệu đồng, gồm xây mới 1.800 triệu đồng, sửa chữa 810 triệu đồng, đã giải "
            "ngân 2.000 triệu đồng."
        ),
        "Thôn 1 có 12 hộ nghèo, chiếm 14,12% của toàn xã và thôn 2 có 18 hộ nghèo, chiếm 21,18% của toàn xã.",
        "Hộ nghèo: 85/312 khẩu, tỷ lệ 4,53%; hộ cận nghèo: 112/430 khẩu, tỷ lệ 5,97% (tổng số 1.876 hộ).",
    ],
)
def test_a_true_sentence_raises_no_alarm(true: str) -> None:
    assert objections(true) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ("Có 10/11 xã hoàn thành, đạt 80%.", "90,91 %"),
        ("Đã cấp 480/500 thẻ, đạt 98%.", "96 %"),
        ("Toàn huyện có 28.412 hộ. Cuối năm còn 57 hộ nghèo, tỷ lệ 0,40%.", "0,2 %"),
        ("Kinh phí được giao 4.034 triệu đồng, đã giải ngân 3.500 triệu đồng, đạt 88,8%.", "86,76 %"),
        (
            "Tổng vốn 4.034 triệu đồng, trong đó trung ương 3.570 triệu, tỉnh 176 triệu, huyện 351 triệu đồng.",
            "4.097 triệu đồng",
        ),
        ("Toàn xã có 85 hộ nghèo, gồm: thôn 1: 12 hộ, thôn 2: 18 hộ, thôn 3: 36 hộ.", "66 hộ"),
        ("Tổng số 480 học viên, gồm nam 192 học viên, nữ 298 học viên.", "490 người"),
        ("Đầu năm có 812 hộ nghèo, cuối năm còn 567 hộ, giảm 254 hộ so với đầu năm.", "giảm 245 hộ"),
        ("Giảm 68 hộ, từ 125 hộ xuống còn 58 hộ nghèo.", "giảm 67 hộ"),
    ],
)
def test_what_no_reading_makes_true_is_found(wrong: str, expected: str) -> None:
    [finding] = objections(wrong)
    assert finding.expected == expected
