use super::check;

#[test]
fn numbers_of_names_are_no_figures() {
    check(&[
        ("Nhờ Đề án 06 và Chương trình 135 mà từ năm 2011 có đường.", &[], "programmes"),
        ("Xem Biểu số 07; Phụ lục 02; điểm c khoản 4 Điều 21.", &[], "parts of documents"),
        ("Mô hình \"4 không\", \"3 sạch\"; công nghiệp 4.0; dịch Covid-19.", &[], "slogans, versions, diseases"),
        ("Phòng chống Covid 19, H5N1, phủ sóng 5G.", &[], "letters and digits"),
        ("Tại Tổ 5, thôn 2, khu 3 và bản Nậm Pung 1.", &[], "places"),
        ("Quốc lộ 4D, QL32, tỉnh lộ 128, Km 15+200.", &[], "roads"),
        ("Đại hội lần thứ 14, khóa 15, kỳ họp thứ 3, con thứ 3 trở lên.", &[], "ordinals"),
        ("Thi tốt nghiệp cho học sinh lớp 9, lớp 10, 11 và 12.", &[], "classes, the list goes on"),
        ("Ban Chỉ đạo 35 và BCĐ 389 họp.", &[], "committees"),
        ("Trao Huy hiệu 30, 40 và 50 năm tuổi Đảng cho 12 đồng chí.", &["12 đồng chí"], "badges of years"),
        ("Chi bộ 4 tốt, 5 không 3 sạch, 3 biết, 4 giúp, phụ nữ 2 giỏi.", &[], "slogans without quotation marks"),
        ("Sản phẩm đạt hạng 3 sao, dịch vụ mức độ 4, OCOP 3-4 sao.", &[], "ratings"),
        ("Biển số 25A-123.45, tọa độ 22°15', ISO 9001:2015.", &[], "plates, coordinates, standards"),
        ("Lượt xem: 270 | lượt tải:59. Đang truy cập74", &[], "counters of a page"),
        ("Xếp thứ 12/63 tỉnh, thành phố.", &[], "a rank"),
        ("Lưu: VT, TH4 (03b).", &[], "copies"),
        ("Sơ kết tại trang 12, hình 3, bảng 4.", &[], "parts of a text"),
        ("Các thủy điện Nậm Mu 2, Sesan 3 (260MW).", &["260 MW [other]"], "power stations"),
        ("Họp lúc 7h30 ngày 19/5; nghỉ lễ 30/4.", &[], "times and holidays"),
        ("1 2 2. Nguyên nhân", &[], "a damaged section label"),
        ("Mục lục ......... 12", &[], "page of a table of contents"),
        ("II. Thu ngân sách .........12", &[], "the same behind the dots"),
        ("Tỷ lệ hộ nghèo..........47,2%", &["47.2 % [percent]"], "a figure that dots lead to"),
        ("Thu ngân sách ..........2.145,6 tỷ đồng", &["2145600000000 đồng [money]"], "a sum"),
        ("Số: ...12 hộ", &[], "an ellipsis"),
        ("Vốn theo giá so sánh 2010 tăng 5%.", &["5 % [percent]"], "price base"),
        ("Ghi chú<sup>3</sup> và *12 hộ* nghèo.", &["12 hộ"], "remains of markup"),
        ("Nhà số 12, đường số 3, thửa đất số 45.", &[], "addresses"),
    ]);
}

#[test]
fn counts_next_to_names_stay() {
    check(&[
        ("Huyện giao xã 22 chỉ tiêu.", &["22 chỉ tiêu"], "a holder in front of a count"),
        ("Mỗi tổ 7 thành viên, mỗi lớp 35 học sinh.", &["7 thành viên", "35 học sinh"], "each of them"),
        (
            "Mức 15 kg/khẩu; khoản 5 triệu đồng; điểm 8,5%.",
            &["15 kg/khẩu [mass]", "5000000 đồng [money]", "8.5 % [percent]"],
            "measures behind parts",
        ),
        (
            "Tổng số 183 lượt; trong số 45 hộ; dân số 6.118 người.",
            &["183 lượt", "45 hộ", "6118 người"],
            "số of a total",
        ),
        ("Dân tộc thiểu số 152 người, chỉ số 105,2%.", &["152 người", "105.2 % [percent]"], "số of another word"),
        ("Lồng ghép 02 Chương trình mục tiêu quốc gia.", &["2 chương trình"], "a count of programmes"),
        ("Phát hành 12 số Thông báo nội bộ, 4 số báo.", &["12 số", "4 số báo"], "issues"),
        ("Thu hồi 82 khẩu súng, 15 kíp nổ, 02 quả bom.", &["82 khẩu", "15 kíp nổ", "2 quả"], "weapons"),
        ("Đàn lợn 1.400 con; sinh 02 con.", &["1400 con", "2 con"], "animals and children"),
        ("Huy động 390 công lao động, 1 120 ngày công.", &["390 công lao động", "1120 ngày công"], "labour"),
        ("Nộp 02 bản, lập 15 bản đồ tại 126 bản.", &["2 bản", "15 bản đồ", "126 bản"], "copies, maps, villages"),
        (
            "Tăng 0,8 điểm %, giảm 1,2 điểm phần trăm; đạt 85 điểm.",
            &["0.8 điểm % [percent]", "1.2 điểm % [percent]", "85 điểm"],
            "points",
        ),
        ("Cấp 12 hộ chiếu cho 5 hộ nghèo.", &["12 hộ chiếu", "5 hộ"], "passports and households"),
        ("Tỷ suất sinh giảm 0,3‰.", &["0.3 ‰ [percent]"], "per mille"),
        ("Bắt giữ 06 kích điện, 3 sà lan.", &["6 kích điện", "3 sà lan"], "a noun of no vocabulary"),
        ("Có 92 thôn, bản, tổ dân phố; 43 chi, đảng bộ.", &["92 thôn", "43 chi, đảng bộ"], "coordinated nouns"),
        ("Cấp 5 265 kg gạo, nộp cấp trên 30%.", &["5265 kg [mass]", "30 % [percent]"], "cấp: to issue, a level"),
        (
            "Đạt chỉ tiêu 08 (18,6%), kết luận 03/06 tổ chức có sai phạm.",
            &["8 tổ chức", "18.6 % [percent]", "3/6 tổ chức"],
            "verbs that are document types",
        ),
        (
            "Cả xã 35 hộ, trung cấp 12 người, kỷ luật 5 đảng viên.",
            &["35 hộ", "12 người", "5 đảng viên"],
            "ends of longer words",
        ),
        (
            "Hướng dẫn 35 hộ, thông báo 12 trường hợp, lực lượng 2.500 lượt người.",
            &["12 trường hợp", "2500 lượt người"],
            "verbs that are document types, with a capital a name",
        ),
        (
            "Mũi 1: 12.345 liều, kỳ hạn 6 tháng 5,2%/năm.",
            &["12345 liều", "6 tháng [duration]", "5.2 %/năm [percent]"],
            "a number that heads a value",
        ),
        (
            "Tiếp 1.250 lượt công dân; giá trị trên 01 ha đất đạt 65 triệu đồng.",
            &["1250 lượt", "1 ha [area]", "65000000 đồng [money]"],
            "not labour, not more than one",
        ),
        ("Theo Quy chế, 12 tập thể được khen.", &["12 tập thể"], "a comma parts the name from the count"),
        (
            "Hai năm nay, gần hết 3,5 năm, qua 04 năm, mừng 120 năm.",
            &["3.5 năm [duration]", "4 năm [duration]", "120 năm [duration]"],
            "durations",
        ),
        (
            "Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024.",
            &["6 tháng [duration]", "6 tháng [duration]"],
            "half years",
        ),
        (
            "Kế hoạch 5 năm 2021-2025, tổng kết 10 năm thực hiện Nghị quyết.",
            &["5 năm [duration]", "10 năm [duration]"],
            "stretches of years",
        ),
    ]);
}
