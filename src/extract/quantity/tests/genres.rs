use super::check;

#[test]
fn commune_and_district_reports() {
    check(&[
        (
            "Xã có 7 bản, 1 032 hộ, 5 214 nhân khẩu, 03 dân tộc anh em.",
            &["7 bản", "1032 hộ", "5214 nhân khẩu", "3 dân tộc"],
            "profile",
        ),
        (
            "Hiện có 2.037 hộ nghèo, bằng 23,4%, bớt 5,2 điểm phần trăm so với năm 2019.",
            &["2037 hộ", "23.4 % [percent]", "5.2 điểm % [percent]"],
            "poverty",
        ),
        (
            "Tiền công hái chè năm 2019 ước đạt 36,4 triệu đồng, thêm 2,7 triệu đồng so với vụ trước.",
            &["~36400000 đồng [money]", "2700000 đồng [money]"],
            "income",
        ),
        (
            "Xuống giống 1 840 ha lạc xuân, năng suất 24,5 tạ/ha, thu hoạch ước 4.508,3 tấn.",
            &["1840 ha [area]", "24.5 tạ/ha [mass]", "~4508.3 tấn [mass]"],
            "crops",
        ),
        ("Đã có 6/17 xã về đích, trung bình một xã xong 14,2 tiêu chí.", &["6/17 xã", "14.2 tiêu chí"], "criteria"),
        (
            "Quyên góp hơn 03 tỷ đồng, dựng 62 căn nhà, mỗi căn 45 triệu đồng.",
            &[">3000000000 đồng [money]", "62 căn nhà", "45000000 đồng [money]"],
            "houses",
        ),
        (
            "Xảy ra 06 vụ, bắt 09 đối tượng, thu 12,5 gam heroin, phạt 37.250.000đ.",
            &["6 vụ", "9 đối tượng", "12.5 gam [mass]", "37250000 đồng [money]"],
            "police",
        ),
        (
            "Tiêm phòng 12.350 liều cho 4.120 con trâu, bò; dập 02 ổ dịch.",
            &["12350 liều", "4120 con", "2 ổ dịch"],
            "veterinary",
        ),
        (
            "Trạm Y tế có 05 giường bệnh, khám 4 215 lượt người; 87/91 trẻ dưới 1 tuổi được tiêm.",
            &["5 giường bệnh", "4215 lượt người", "87/91 trẻ", "<1 tuổi [duration]"],
            "health",
        ),
        (
            "Trường có 26 lớp, 812 học sinh, 45 cán bộ, giáo viên, 12 phòng học kiên cố.",
            &["26 lớp", "812 học sinh", "45 cán bộ", "12 phòng học"],
            "school",
        ),
        (
            "Cứng hóa 5,2 km đường, 03 cầu, 12 cống; nạo vét 2.300 m kênh mương.",
            &["5.2 km [length]", "3 cầu", "12 cống", "2300 m [length]"],
            "roads",
        ),
        (
            "Hiến 2.350 m2 đất, 1.120 ngày công, 15 m3 gỗ.",
            &["2350 m2 [area]", "1120 ngày công", "15 m3 [volume]"],
            "contributions",
        ),
    ]);
}

#[test]
fn national_economy() {
    check(&[
        (
            "GDP tăng 6,42%, quy mô 10,2 triệu tỷ đồng, tương đương 430 tỷ USD.",
            &["6.42 % [percent]", "10200000000000000 đồng [money]", "430000000000 USD [money]"],
            "GDP",
        ),
        ("CPI bình quân tăng 3,25%; lạm phát cơ bản tăng 4,16%.", &["3.25 % [percent]", "4.16 % [percent]"], "prices"),
        (
            "Cả nước có 159,3 nghìn doanh nghiệp thành lập mới, thêm 5 sân bay.",
            &["159300 doanh nghiệp", "5 sân bay"],
            "firms",
        ),
        (
            "Điện sản xuất 280,6 tỷ kWh; than 47,2 triệu tấn; khí 7,9 tỷ m3.",
            &["280600000000 kWh [other]", "47200000 tấn [mass]", "7900000000 m3 [volume]"],
            "energy",
        ),
        (
            "Nhà máy công suất 1.200 MW, đường dây 500 kV dài 519 km.",
            &["1200 MW [other]", "500 kV [other]", "519 km [length]"],
            "power",
        ),
        (
            "Xuất siêu 28,3 tỷ USD (cùng kỳ 12,1 tỷ USD).",
            &["28300000000 USD [money]", "12100000000 USD [money]"],
            "trade",
        ),
        (
            "Khách quốc tế đạt 12,6 triệu lượt người, gấp 3,4 lần.",
            &["12600000 lượt người", "3.4 lần [other]"],
            "tourism",
        ),
        (
            "Vốn FDI đăng ký 36,6 tỷ USD, giải ngân 23,18 tỷ USD, tăng 3,5%.",
            &["36600000000 USD [money]", "23180000000 USD [money]", "3.5 % [percent]"],
            "investment",
        ),
        ("Bội chi không quá 3,6% GDP; nợ công dưới 60% GDP.", &["<=3.6 % [percent]", "<60 % [percent]"], "ceilings"),
        ("Nhiệt độ 38,5°C, mưa 120 mm, gió cấp 8.", &["38.5 °C [other]", "120 mm [length]"], "weather"),
    ]);
}

#[test]
fn decrees_and_decisions() {
    check(&[
        (
            "Phạt tiền từ 1.000.000 đồng đến 3.000.000 đồng đối với hành vi sau.",
            &["1000000..3000000 đồng [money]"],
            "fines",
        ),
        (
            "Phạt tiền từ 5.000.000 đồng đến dưới 10.000.000 đồng.",
            &["5000000..10000000 đồng [money]"],
            "the upper end is left out of the range",
        ),
        ("Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ.", &["5 ngày [duration]"], "deadline"),
        (
            "Thời hạn không quá 15 (mười lăm) ngày; 03 (ba) bộ hồ sơ.",
            &["<=15 ngày [duration]", "3 bộ hồ sơ"],
            "spelled out behind the digits",
        ),
        ("Người từ đủ 18 tuổi có quyền.", &["18 tuổi [duration]"], "age"),
        ("Chậm nhất 30 ngày trước ngày 01 tháng 7 năm 2025.", &["30 ngày [duration]"], "a deadline and a date"),
        ("Nghị định gồm 5 chương 45 điều.", &["5 chương", "45 điều"], "two counts without a comma"),
        ("Điều 5 của Luật, khoản 3 Điều 12 và điểm 2 mục 4 Phụ lục 1.", &[], "parts of a law"),
        ("Mức lương cơ sở 2.340.000 đồng/tháng, hệ số 2,34.", &["2340000 đồng/tháng [money]", "2.34 - [other]"], "pay"),
        (
            "Hội đồng có 09 thành viên, họp ít nhất 02 lần/năm, có 2/3 số thành viên dự.",
            &["9 thành viên", ">=2 lần/năm", "2/3 - [other]"],
            "quorum",
        ),
        (
            "Diện tích tối thiểu 5.000 m2, chiều cao không quá 12 m.",
            &[">=5000 m2 [area]", "<=12 m [length]"],
            "standards",
        ),
    ]);
}

#[test]
fn news_and_party_statistics() {
    check(&[
        ("Hơn 1.250 tin, bài được đăng; 18/19 thông tin xấu được xử lý.", &[">1250 tin", "18/19 thông tin"], "press"),
        (
            "Vùng thấp lập 36 tổ chức cơ sở đảng (gồm 15 đảng bộ, 21 chi bộ cơ sở).",
            &["36 tổ chức", "15 đảng bộ", "21 chi bộ"],
            "organisation",
        ),
        (
            "Tuổi đời bình quân 41,6 tuổi; nữ chiếm 35,9%.",
            &["41.6 tuổi [duration]", "35.9 % [percent]"],
            "age and share",
        ),
        (
            "Trao 300 suất quà, mỗi suất 500.000 đồng, tổng 150 triệu đồng.",
            &["300 suất quà", "500000 đồng [money]", "150000000 đồng [money]"],
            "gifts",
        ),
        (
            "Mở 73 cuộc tiếp xúc với 3.650 lượt người, 228 ý kiến, kiến nghị.",
            &["73 cuộc", "3650 lượt người", "228 ý kiến"],
            "meetings",
        ),
        (
            "Soạn thảo 29 văn bản, kiểm tra 13 tổ chức đảng, 164 đảng viên.",
            &["29 văn bản", "13 tổ chức", "164 đảng viên"],
            "inspection",
        ),
        ("Hội nghị trực tuyến tới 15 điểm cầu, có 628 đại biểu dự.", &["15 điểm cầu", "628 đại biểu"], "screens"),
        (
            "Thưởng 3 huy chương vàng, 05 bằng khen, 1 cờ thi đua.",
            &["3 huy chương", "5 bằng khen", "1 cờ thi đua"],
            "awards",
        ),
        ("Cấp 29.418 thẻ bảo hiểm y tế, 2.860 thẻ căn cước.", &["29418 thẻ", "2860 thẻ"], "cards"),
        (
            "Có 500 đại biểu (151 nữ, 89 dân tộc thiểu số), trong đó 47 trẻ tuổi.",
            &["500 đại biểu", "151 đại biểu", "89 đại biểu", "47 đại biểu"],
            "attributes of a total",
        ),
        ("Liên hệ 0912 345 678, hotline 1900 1234.", &[], "phone numbers with spaces"),
        ("Bầu 35 ủy viên, trong đó nữ 9, trẻ 4.", &["35 ủy viên", "9 ủy viên", "4 ủy viên"], "election"),
        (
            "Tinh giản 14 biên chế, giảm 03 đầu mối, bằng 1,3% tổng biên chế.",
            &["14 biên chế", "3 đầu mối", "1.3 % [percent]"],
            "reorganisation",
        ),
    ]);
}
