//! District reports and plans: budgets, rates, breakdowns, comparisons.

use super::{BC, check};

#[test]
fn district_reports() {
    check(&[
        (
            BC,
            "",
            "Đến cuối năm 2022, huyện Mường Sin còn [2.037 hộ nghèo], chiếm [23,4%] số hộ, giảm [5,2 điểm %] so với năm trước.",
            &[
                "hộ nghèo; p=2022; @huyện Mường Sin",
                "hộ nghèo; p=2022; @huyện Mường Sin",
                "hộ nghèo; c-; p=2022; @huyện Mường Sin",
            ],
        ),
        (
            BC,
            "",
            "Thu nhập bình quân một lao động năm 2023 [ước đạt 36,4 triệu đồng], tăng [2,7 triệu đồng] so với vụ trước.",
            &["thu nhập bình quân một lao động; b=e; p=2023", "thu nhập bình quân một lao động; c+; b=e; p=2023"],
        ),
        (
            BC,
            "",
            "Tổng thu ngân sách nhà nước trên địa bàn được [73 tỷ đồng], bằng [102,8%] kế hoạch huyện giao và bằng [116%] so với cùng kỳ.",
            &["tổng thu ngân sách nhà nước", "tổng thu ngân sách nhà nước", "tổng thu ngân sách nhà nước"],
        ),
        (
            BC,
            "",
            "Tỷ lệ cứng hóa kênh giữ vững ở mức [47,3%], đạt [101,9%] nghị quyết.",
            &["tỷ lệ cứng hóa kênh", "tỷ lệ cứng hóa kênh"],
        ),
        (
            BC,
            "",
            "Có [6/17 xã] đạt chuẩn nông thôn mới, bình quân mỗi xã xong [14,2 tiêu chí].",
            &["xã đạt chuẩn nông thôn mới", "tiêu chí / bình quân mỗi xã"],
        ),
        (
            BC,
            "",
            "Đón [trên 24 nghìn lượt khách], doanh thu chợ phiên đạt [9,6 tỷ đồng].",
            &["lượt khách", "doanh thu chợ phiên"],
        ),
        (BC, "", "Tỷ lệ người dân tham gia bảo hiểm y tế đạt [91,62%].", &["tỷ lệ người dân tham gia bảo hiểm y tế"]),
        (
            BC,
            "",
            "Cả huyện có [35 trường học], trong đó [21 trường] đạt chuẩn quốc gia ([60,0%]), gồm [473 lớp], [12.916 học sinh].",
            &["trường học", "trường đạt chuẩn quốc gia; ^trường học", "trường đạt chuẩn quốc gia", "lớp", "học sinh"],
        ),
        (
            BC,
            "",
            "Giải quyết việc làm cho [870 lao động], đào tạo nghề dệt cho [325 người], tỷ lệ thợ qua sát hạch đạt [54%].",
            &["giải quyết việc làm / lao động", "đào tạo nghề dệt", "tỷ lệ thợ qua sát hạch"],
        ),
        (
            BC,
            "",
            "Tiếp nhận [2.765 hồ sơ], giải quyết đúng hạn [2.741 hồ sơ], bằng [99,1%].",
            &["tiếp nhận hồ sơ", "giải quyết đúng hạn / giải quyết đúng hạn hồ sơ", "giải quyết đúng hạn"],
        ),
        (
            BC,
            "",
            "Tỷ suất tử giảm [0,4‰] so với kỳ trước; tỷ lệ tăng cơ học [0,87%].",
            &["tỷ suất tử; c-", "tỷ lệ tăng cơ học"],
        ),
        (
            BC,
            "",
            "Giai đoạn 2016-2020, tổng vốn thực hiện [02 chương trình] mục tiêu quốc gia được [148.620 triệu đồng].",
            &["chương trình mục tiêu quốc gia; p=2016-2020", "tổng vốn thực hiện / tổng vốn; p=2016-2020"],
        ),
        (
            BC,
            "",
            "Thu hồi [26 khẩu súng] tự chế; xử lý [05 vụ] vi phạm, phạt [37.250.000đ].",
            &["khẩu súng tự chế", "vụ vi phạm", "phạt"],
        ),
        (
            BC,
            "",
            "Tổng giá trị sản xuất ước [2.415 tỷ đồng], tăng [6,3%]; cơ cấu: nông nghiệp [41,6%], công nghiệp - xây dựng [22,9%], dịch vụ [35,5%].",
            &[
                "tổng giá trị sản xuất; b=e",
                "tổng giá trị sản xuất; c+; b=e",
                "cơ cấu nông nghiệp / nông nghiệp",
                "cơ cấu công nghiệp - xây dựng / công nghiệp - xây dựng",
                "cơ cấu dịch vụ / dịch vụ",
            ],
        ),
        (
            BC,
            "",
            "Số người dự tập: cấp huyện [68 người], cấp xã [2.190 lượt người].",
            &["số người dự tập cấp huyện / cấp huyện", "số người dự tập cấp xã / cấp xã"],
        ),
        (
            BC,
            "",
            "Trồng mới [298,9 ha] rừng; khoanh nuôi tái sinh [2.500 ha]; bảo vệ rừng [34.111 ha].",
            &["rừng / trồng mới rừng", "khoanh nuôi tái sinh", "bảo vệ rừng"],
        ),
        (
            BC,
            "",
            "Sản lượng lương thực có hạt năm 2023 đạt [45.120 tấn], tăng [1.250 tấn] so với năm 2022, bình quân [512 kg/người/năm].",
            &[
                "sản lượng lương thực có hạt; p=2023",
                "sản lượng lương thực có hạt; c+; p=2023",
                "sản lượng lương thực có hạt bình quân; p=2023",
            ],
        ),
        (
            BC,
            "",
            "Tỷ lệ hộ nghèo giảm từ [25,3%] năm 2021 xuống còn [20,1%] năm 2022, giảm [5,2 điểm %].",
            &["tỷ lệ hộ nghèo; p=2021", "tỷ lệ hộ nghèo; p=2022", "tỷ lệ hộ nghèo; c-; p=2022"],
        ),
        (
            BC,
            "",
            "Huyện Phong Sơn tăng [12,4%], huyện Kỳ Lộc tăng [8,1%], thị xã An Bình giảm [2,5%].",
            &["*; c+; @Huyện Phong Sơn", "*; c+; @huyện Kỳ Lộc", "*; c-; @thị xã An Bình"],
        ),
        (
            BC,
            "",
            "Trên địa bàn huyện Kỳ Lộc có [15 dự án], tổng mức đầu tư [1.240 tỷ đồng].",
            &["dự án; @huyện Kỳ Lộc", "tổng mức đầu tư; @huyện Kỳ Lộc"],
        ),
        (
            BC,
            "",
            "Giải ngân vốn đầu tư công đạt [412,6 tỷ đồng], bằng [68,5%] kế hoạch vốn giao ([602,3 tỷ đồng]).",
            &["giải ngân vốn đầu tư công", "giải ngân vốn đầu tư công", "*; b=t"],
        ),
        (
            BC,
            "",
            "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ ước đạt [2.145 tỷ đồng], vượt [3,2%] so với kế hoạch.",
            &[
                "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ; b=e",
                "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ; b=e",
            ],
        ),
        (BC, "", "Chi cục Thuế thu [12 tỷ đồng] tiền sử dụng đất.", &["tiền sử dụng đất"]),
        (
            BC,
            "",
            "Dư nợ cho vay đạt [312 tỷ đồng] với [4.870 hộ] vay, nợ quá hạn [0,08%].",
            &["dư nợ cho vay / dư nợ", "hộ vay", "nợ quá hạn"],
        ),
        (
            BC,
            "",
            "Xảy ra [12 vụ] tai nạn giao thông, làm chết [05 người], bị thương [14 người]; so với cùng kỳ giảm [03 vụ].",
            &[
                "vụ tai nạn giao thông",
                "làm chết / làm chết người",
                "bị thương / bị thương người",
                "vụ tai nạn giao thông / vụ; c-",
            ],
        ),
        (
            BC,
            "",
            "Tỷ lệ giải ngân mới đạt [45%], thấp hơn [5 điểm %] so với bình quân chung của tỉnh.",
            &["tỷ lệ giải ngân", "tỷ lệ giải ngân"],
        ),
        (
            "Kế hoạch",
            "MỤC TIÊU",
            "- [100%] thôn, bản có nhà kho; [trên 85%] chủ rừng thực hiện tốt quy ước chữa cháy.",
            &["thôn, bản có nhà kho; b=t", "chủ rừng thực hiện tốt quy ước chữa cháy; b=t"],
        ),
        (
            "Kế hoạch",
            "",
            "Phấn đấu đến năm 2030, tỷ lệ đất hoang giảm bình quân [từ 5-6%/năm].",
            &["tỷ lệ đất hoang; c-; b=t; p=2030"],
        ),
        ("Kế hoạch", "I. Kết quả năm 2023", "Trồng được [125 ha] quế.", &["quế / trồng quế"]),
        (
            "Nghị quyết",
            "",
            "Tốc độ tăng trưởng kinh tế đạt [8,5%/năm]; thu hút [12 dự án] mới.",
            &["tốc độ tăng trưởng kinh tế; b=t", "dự án mới / thu hút dự án mới; b=t"],
        ),
        (
            "Kế hoạch",
            "",
            "Góp phần giảm tỷ lệ đất hoang bình quân [3,5%/năm], tăng tỷ lệ tưới tiêu lên [62%].",
            &["tỷ lệ đất hoang; c-; b=t", "tỷ lệ tưới tiêu; b=t"],
        ),
    ]);
}
