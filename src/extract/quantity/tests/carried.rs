use super::check;

#[test]
fn units_are_carried() {
    check(&[
        (
            "Bình chọn 251 lượt mô hình (cơ quan 208, gia đình 43).",
            &["251 lượt", "208 lượt", "43 lượt"],
            "total in front of the bracket",
        ),
        (
            "Số đoàn viên về họp 3 406 đồng chí (vùng thấp 3 119, vùng cao 287).",
            &["3406 đồng chí", "3119 đồng chí", "287 đồng chí"],
            "spaces for dots inside the list",
        ),
        (
            "Tuyên dương 97 đảng viên, gồm giáo viên 26, bộ đội xuất ngũ 38, cán bộ thôn bản 33 đồng chí.",
            &["97 đảng viên", "26 đồng chí", "38 đồng chí", "33 đồng chí"],
            "unit at the end of the list",
        ),
        (
            "Tổng vốn cấp về là 92.700 triệu đồng. Số công trình khởi công: 58 (làm mới 21, sửa chữa 37).",
            &["92700000000 đồng [money]", "58 công trình", "21 công trình", "37 công trình"],
            "money is not carried into a sentence that counts",
        ),
        (
            "Năng suất lạc với đậu tương lần lượt là 23,7 và 15,4 tạ/ha.",
            &["23.7 tạ/ha [mass]", "15.4 tạ/ha [mass]"],
            "rate for both",
        ),
        (
            "Đàn gia súc cả vùng 6 251 con, gồm ngựa 1 134, dê 807, bò 4 310 con.",
            &["6251 con", "1134 con", "807 con", "4310 con"],
            "total and end agree",
        ),
        ("Đàn gia súc 2.305 con: bò 905, lợn 1.400.", &["2305 con", "905 con", "1400 con"], "unit only with the total"),
        ("Hộ trồng quế năm trước 87, bỏ 19, năm nay 104 hộ.", &["87 hộ", "19 hộ", "104 hộ"], "end of the list"),
        (
            "Thêm lần lượt là 14, 11 và 25 hộ, tương ứng 28%, 22% và 50%.",
            &["14 hộ", "11 hộ", "25 hộ", "28 % [percent]", "22 % [percent]", "50 % [percent]"],
            "a list of bare numbers",
        ),
        (
            "Phân công 34 đảng viên (tuyên truyền 17, hòa giải 09, thủ quỹ 02, tuần tra 06).",
            &["34 đảng viên", "17 đảng viên", "9 đảng viên", "2 đảng viên", "6 đảng viên"],
            "leading zeros",
        ),
        (
            "Hoàn thành xuất sắc 08 (18,6%), hoàn thành tốt 31 (72,1%), không hoàn thành 01 tổ chức (2,3%).",
            &["8 tổ chức", "18.6 % [percent]", "31 tổ chức", "72.1 % [percent]", "1 tổ chức", "2.3 % [percent]"],
            "shares in between",
        ),
        (
            "Chi đoàn xã Nậm Cuổi 23 đồng chí, Chi đoàn phố chợ 16 đồng chí, Chi đoàn Trạm Thủy văn 05.",
            &["23 đồng chí", "16 đồng chí", "5 đồng chí"],
            "the siblings' unit",
        ),
        (
            "Chuyển đến thêm 57 hộ (do cưới gả 38, do sạt lở, lũ quét 19).",
            &["57 hộ", "38 hộ", "19 hộ"],
            "a label with a comma",
        ),
        (
            "Tổng vốn 42 tỷ đồng, trong đó vốn đầu tư 18,6, vốn sự nghiệp 23,4.",
            &["42000000000 đồng [money]", "18600000000 đồng [money]", "23400000000 đồng [money]"],
            "magnitude too",
        ),
        (
            "Cơ cấu: nông nghiệp 41,6; công nghiệp 22,9; dịch vụ 35,5%.",
            &["41.6 % [percent]", "22.9 % [percent]", "35.5 % [percent]"],
            "semicolons",
        ),
        (
            "Có 1.045 hội viên; chi hội 45; câu lạc bộ 12.",
            &["1045 hội viên", "45 chi hội", "12 câu lạc bộ"],
            "labels that are nouns of their own",
        ),
        (
            "Số người chết 12, mất tích 3, bị thương 45; 1.234 nhà tốc mái.",
            &["12 người", "3 người", "45 người", "1234 nhà"],
            "a semicolon ends the list",
        ),
        (
            "Điểm trung bình môn Toán 6,47; có 12 bài đạt loại giỏi.",
            &["6.47 - [other]", "12 bài"],
            "no part of a paper",
        ),
        (
            "Tiếp nhận 1.234 hồ sơ, trong đó: trực tuyến: 1.000; trực tiếp: 234.",
            &["1234 hồ sơ", "1000 hồ sơ", "234 hồ sơ"],
            "labels with a colon",
        ),
        ("Giảm từ 106 xuống 38 đơn vị hành chính.", &["106 đơn vị hành chính", "38 đơn vị hành chính"], "two levels"),
        ("Tổng số hội viên là 512.", &["512 hội viên"], "noun of the label"),
        ("Số hộ nghèo: 45; số hộ cận nghèo: 30.", &["45 hộ", "30 hộ"], "noun of the label with a colon"),
        (
            "Tổng đàn gia súc 905 con, trong đó:\n- Trâu: 405\n- Bò: 500",
            &["905 con", "405 con", "500 con"],
            "total in the line above",
        ),
        (
            "Tăng 12, 15 và 18% qua các năm.",
            &["12 % [percent]", "15 % [percent]", "18 % [percent]"],
            "percent at the end",
        ),
        ("Sửa phòng 5 x 20 m.", &["5 m [length]", "20 m [length]"], "dimension with one unit"),
        ("Thị trấn 1.486 5.920 52 3,50 74", &[], "a lost table row"),
        ("Chỉ số cải cách đạt 65,3.", &["65.3 - [other]"], "a value without unit"),
    ]);
}
