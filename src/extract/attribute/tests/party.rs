//! Party reports: members, organisations, discipline, complaints.

use super::{BC, check};

#[test]
fn party_reports() {
    check(&[
        (
            BC,
            "",
            "Kết nạp [38 đảng viên] mới, bằng [76%] chỉ tiêu, đưa tổng số đảng viên lên [2.517 đồng chí] (nữ [849{đồng chí}], dân tộc thiểu số [1.690{đồng chí}]).",
            &[
                "kết nạp đảng viên mới / đảng viên mới",
                "kết nạp đảng viên mới / đảng viên mới",
                "tổng số đảng viên",
                "nữ / đảng viên nữ; ^tổng số đảng viên",
                "dân tộc thiểu số / đảng viên dân tộc thiểu số; ^tổng số đảng viên",
            ],
        ),
        (
            BC,
            "",
            "Đảng bộ có [38 tổ chức cơ sở đảng], gồm [14 đảng bộ] và [24 chi bộ cơ sở]; [212 chi bộ] trực thuộc đảng ủy cơ sở.",
            &[
                "tổ chức cơ sở đảng",
                "đảng bộ; ^tổ chức cơ sở đảng",
                "chi bộ cơ sở; ^tổ chức cơ sở đảng",
                "chi bộ trực thuộc đảng ủy cơ sở",
            ],
        ),
        (
            BC,
            "",
            "Trình độ chuyên môn: thạc sĩ [21 đồng chí]; đại học [640 đồng chí]; trung cấp [310 đồng chí].",
            &["trình độ chuyên môn thạc sĩ", "trình độ chuyên môn đại học", "trình độ chuyên môn trung cấp"],
        ),
        (
            BC,
            "",
            "Trình độ ngoại ngữ: cao cấp, cử nhân [45 đồng chí]; trung cấp [286 đồng chí].",
            &["trình độ ngoại ngữ cao cấp, cử nhân", "trình độ ngoại ngữ trung cấp"],
        ),
        (
            BC,
            "",
            "Ban hành [29 văn bản], tiến hành [08 cuộc kiểm tra], [07 cuộc giám sát] đối với [13 tổ chức đảng].",
            &["văn bản / ban hành văn bản", "cuộc kiểm tra", "cuộc giám sát", "tổ chức đảng"],
        ),
        (
            BC,
            "",
            "Thi hành kỷ luật [19 đảng viên] (khiển trách [11{đảng viên}], cảnh cáo [06{đảng viên}], khai trừ [02{đảng viên}]).",
            &["thi hành kỷ luật đảng viên", "khiển trách", "cảnh cáo", "khai trừ"],
        ),
        (
            BC,
            "",
            "Có [36/38 tổ chức cơ sở đảng] được xếp loại, trong đó hoàn thành xuất sắc nhiệm vụ [07{tổ chức}] ([19,4%]), hoàn thành tốt nhiệm vụ [25{tổ chức}] ([69,4%]).",
            &[
                "tổ chức cơ sở đảng / tổ chức cơ sở đảng được xếp loại",
                "hoàn thành xuất sắc nhiệm vụ / tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ",
                "hoàn thành xuất sắc nhiệm vụ / tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ",
                "hoàn thành tốt nhiệm vụ / tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ",
                "hoàn thành tốt nhiệm vụ / tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ",
            ],
        ),
        (
            BC,
            "",
            "Mở [09 lớp] bồi dưỡng lý luận chính trị cho [540 học viên], tăng [02 lớp] so với năm 2021.",
            &["lớp bồi dưỡng lý luận chính trị", "học viên", "lớp bồi dưỡng lý luận chính trị / lớp; c+"],
        ),
        (
            BC,
            "",
            "Luân chuyển [04 đồng chí] về cơ sở; cử [52 đồng chí] đi đào tạo; bổ nhiệm [15 đồng chí].",
            &["luân chuyển đồng chí / luân chuyển", "đồng chí đi đào tạo", "bổ nhiệm đồng chí / bổ nhiệm"],
        ),
        (
            BC,
            "",
            "Tiếp nhận [28 đơn] (tố cáo [09{đơn}], khiếu nại [04{đơn}], kiến nghị, phản ánh [15{đơn}]); giải quyết [26/28 đơn], đạt [92,9%].",
            &["tiếp nhận đơn / đơn", "tố cáo", "khiếu nại", "kiến nghị, phản ánh", "giải quyết đơn", "giải quyết đơn"],
        ),
        (
            BC,
            "",
            "Trao Huy hiệu Đảng cho [52 đồng chí], trong đó Huy hiệu 45 năm tuổi Đảng [07 đồng chí].",
            &["trao Huy hiệu Đảng / Huy hiệu Đảng", "Huy hiệu 45 năm tuổi Đảng"],
        ),
        (BC, "", "Toàn đảng bộ giảm [02 đầu mối], tinh giản [11 biên chế].", &["đầu mối; c-", "tinh giản biên chế"]),
        (
            BC,
            "",
            "Mở [73 cuộc tiếp xúc, đối thoại] cùng bà con, ghi nhận [228 ý kiến].",
            &["cuộc tiếp xúc, đối thoại", "ý kiến"],
        ),
        (
            BC,
            "",
            "Lĩnh vực kinh tế có [83 mô hình] (tập thể [60{mô hình}], cá nhân [23{mô hình}]).",
            &["mô hình / lĩnh vực kinh tế", "tập thể", "cá nhân"],
        ),
        (
            BC,
            "",
            "Tỷ lệ đảng viên được xếp loại hoàn thành tốt nhiệm vụ đạt [78,4%].",
            &["tỷ lệ đảng viên được xếp loại hoàn thành tốt nhiệm vụ"],
        ),
        (
            BC,
            "",
            "Khối thôn, tổ dân phố [87,6%]; khối cơ quan, lực lượng biên phòng [92,3%].",
            &["khối thôn, tổ dân phố", "khối cơ quan, lực lượng biên phòng"],
        ),
        (
            BC,
            "CHỈ TIÊU NĂM 2025",
            "Năm 2025 kết nạp [30 - 35 đảng viên]; [trên 85%] chi bộ thôn bản hoàn thành tốt nhiệm vụ trở lên.",
            &[
                "kết nạp đảng viên; b=t; p=2025",
                "chi bộ thôn bản hoàn thành tốt nhiệm vụ trở lên / chi bộ thôn bản hoàn thành tốt nhiệm vụ; b=t; p=2025",
            ],
        ),
        (BC, "", "Thu đảng phí [812.500.000đ], trích nộp cấp trên [30%].", &["thu đảng phí", "trích nộp cấp trên"]),
        (
            BC,
            "",
            "Đăng tải [hơn 860 tin, bài], xử lý [12/13 thông tin] xấu, độc.",
            &["tin, bài", "thông tin xấu / thông tin xấu, độc"],
        ),
        (BC, "", "Mỗi số phát hành [600 cuốn] đến chi bộ.", &["cuốn / số phát hành"]),
    ]);
}
