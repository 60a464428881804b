//! District reports and plans: budgets, rates, breakdowns, comparisons.

use super::{BC, check};

#[test]
fn district_reports() {
    check(&[
        (
            BC,
            "",
            "Đến hết năm 2022, huyện Mường Sin còn [1.284 hộ nghèo], chiếm [18,6%] tổng số hộ, giảm [4,1 điểm %] so với năm 2021.",
            &[
                "hộ nghèo; p=2022; @huyện Mường Sin",
                "hộ nghèo; p=2022; @huyện Mường Sin",
                "hộ nghèo; c-; p=2022; @huyện Mường Sin",
            ],
        ),
        (
            BC,
            "",
            "Thu nhập bình quân đầu người năm 2023 [ước đạt 43,5 triệu đồng], tăng [3,2 triệu đồng] so với năm 2022.",
            &["thu nhập bình quân đầu người; b=e; p=2023", "thu nhập bình quân đầu người; c+; b=e; p=2023"],
        ),
        (
            BC,
            "",
            "Tổng thu ngân sách nhà nước trên địa bàn đạt [96 tỷ đồng], bằng [104,2%] dự toán tỉnh giao và bằng [111%] so với cùng kỳ.",
            &["tổng thu ngân sách nhà nước", "tổng thu ngân sách nhà nước", "tổng thu ngân sách nhà nước"],
        ),
        (
            BC,
            "",
            "Tỷ lệ che phủ rừng duy trì ở mức [52,8%], đạt [100,4%] nghị quyết.",
            &["tỷ lệ che phủ rừng", "tỷ lệ che phủ rừng"],
        ),
        (
            BC,
            "",
            "Có [9/13 xã] đạt chuẩn nông thôn mới, bình quân mỗi xã đạt [15,8 tiêu chí].",
            &["xã đạt chuẩn nông thôn mới", "tiêu chí / bình quân mỗi xã"],
        ),
        (
            BC,
            "",
            "Đón [trên 31 nghìn lượt khách], doanh thu du lịch đạt [18,7 tỷ đồng].",
            &["lượt khách", "doanh thu du lịch"],
        ),
        (BC, "", "Tỷ lệ người dân tham gia bảo hiểm y tế đạt [96,15%].", &["tỷ lệ người dân tham gia bảo hiểm y tế"]),
        (
            BC,
            "",
            "Toàn huyện có [42 trường học], trong đó [26 trường] đạt chuẩn quốc gia ([61,9%]), với [588 lớp], [16.204 học sinh].",
            &["trường học", "trường đạt chuẩn quốc gia; ^trường học", "trường đạt chuẩn quốc gia", "lớp", "học sinh"],
        ),
        (
            BC,
            "",
            "Giải quyết việc làm cho [1.150 lao động], đào tạo nghề cho [640 người], tỷ lệ lao động qua đào tạo đạt [48%].",
            &["giải quyết việc làm / lao động", "đào tạo nghề", "tỷ lệ lao động qua đào tạo"],
        ),
        (
            BC,
            "",
            "Tiếp nhận [3.412 hồ sơ], giải quyết đúng hạn [3.398 hồ sơ], đạt [99,6%].",
            &["tiếp nhận hồ sơ", "giải quyết đúng hạn / giải quyết đúng hạn hồ sơ", "giải quyết đúng hạn"],
        ),
        (
            BC,
            "",
            "Tỷ suất sinh giảm [0,3‰] so với năm trước; tỷ lệ tăng dân số tự nhiên [1,21%].",
            &["tỷ suất sinh; c-", "tỷ lệ tăng dân số tự nhiên"],
        ),
        (
            BC,
            "",
            "Giai đoạn 2021-2025, tổng vốn thực hiện [03 chương trình] mục tiêu quốc gia là [215.340 triệu đồng].",
            &["chương trình mục tiêu quốc gia; p=2021-2025", "tổng vốn thực hiện / tổng vốn; p=2021-2025"],
        ),
        (
            BC,
            "",
            "Thu hồi [14 khẩu súng] tự chế; xử lý [08 vụ] vi phạm, phạt [92.500.000đ].",
            &["khẩu súng tự chế", "vụ vi phạm", "phạt"],
        ),
        (
            BC,
            "",
            "Tổng giá trị sản xuất ước [1.860 tỷ đồng], tăng [7,9%]; cơ cấu: nông nghiệp [38,2%], công nghiệp - xây dựng [31,5%], dịch vụ [30,3%].",
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
            "Số người tham gia: cấp huyện [95 người], cấp xã [3.640 lượt người].",
            &["số người tham gia cấp huyện / cấp huyện", "số người tham gia cấp xã / cấp xã"],
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
            "- [100%] thôn, bản có chi bộ; [trên 95%] cấp ủy cơ sở thực hiện tốt quy chế dân chủ.",
            &["thôn, bản có chi bộ; b=t", "cấp ủy cơ sở thực hiện tốt quy chế dân chủ; b=t"],
        ),
        (
            "Kế hoạch",
            "",
            "Phấn đấu đến năm 2025, tỷ lệ hộ nghèo giảm bình quân [từ 3-4%/năm].",
            &["tỷ lệ hộ nghèo; c-; b=t; p=2025"],
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
            "Góp phần giảm tỷ lệ hộ nghèo bình quân [2,5%/năm], tăng tỷ lệ che phủ rừng lên [55%].",
            &["tỷ lệ hộ nghèo; c-; b=t", "tỷ lệ che phủ rừng; b=t"],
        ),
    ]);
}
