use super::check;

#[test]
fn units_are_carried() {
    check(&[
        (
            "Đăng ký 183 lượt mô hình (tập thể 136, cá nhân 47).",
            &["183 lượt", "136 lượt", "47 lượt"],
            "total in front of the bracket",
        ),
        (
            "Tổng số đảng viên 4 215 đồng chí (chính thức 4 027, dự bị 188).",
            &["4215 đồng chí", "4027 đồng chí", "188 đồng chí"],
            "spaces for dots inside the list",
        ),
        (
            "Kết nạp 186 đảng viên, gồm nữ 71, dân tộc thiểu số 152, đoàn viên thanh niên 134 đồng chí.",
            &["186 đảng viên", "71 đồng chí", "152 đồng chí", "134 đồng chí"],
            "unit at the end of the list",
        ),
        (
            "Năng suất lúa và ngô lần lượt là 61,3 và 49,2 tạ/ha.",
            &["61.3 tạ/ha [mass]", "49.2 tạ/ha [mass]"],
            "rate for both",
        ),
        (
            "Tổng đàn gia súc 5 644 con, gồm trâu 1 087, bò 642, lợn 3 915 con.",
            &["5644 con", "1087 con", "642 con", "3915 con"],
            "total and end agree",
        ),
        ("Đàn gia súc 2.305 con: bò 905, lợn 1.400.", &["2305 con", "905 con", "1400 con"], "unit only with the total"),
        ("Hộ nghèo đầu kỳ 141, thoát 46, cuối kỳ 132 hộ.", &["141 hộ", "46 hộ", "132 hộ"], "end of the list"),
        (
            "Giảm lần lượt là 10, 9 và 6 hộ, tương ứng 40%, 36% và 24%.",
            &["10 hộ", "9 hộ", "6 hộ", "40 % [percent]", "36 % [percent]", "24 % [percent]"],
            "a list of bare numbers",
        ),
        (
            "Kỷ luật 27 đảng viên (khiển trách 15, cảnh cáo 08, cách chức 01, khai trừ 03).",
            &["27 đảng viên", "15 đảng viên", "8 đảng viên", "1 đảng viên", "3 đảng viên"],
            "leading zeros",
        ),
        (
            "Hoàn thành xuất sắc 08 (18,6%), hoàn thành tốt 31 (72,1%), không hoàn thành 01 tổ chức (2,3%).",
            &["8 tổ chức", "18.6 % [percent]", "31 tổ chức", "72.1 % [percent]", "1 tổ chức", "2.3 % [percent]"],
            "shares in between",
        ),
        (
            "Đảng bộ xã Nậm Cuổi 14 đồng chí, Đảng bộ thị trấn 11 đồng chí, Chi bộ Trung tâm Y tế 02.",
            &["14 đồng chí", "11 đồng chí", "2 đồng chí"],
            "the siblings' unit",
        ),
        (
            "Phát sinh mới 34 hộ (do tách hộ 21, do thiên tai, ốm đau 13).",
            &["34 hộ", "21 hộ", "13 hộ"],
            "a label with a comma",
        ),
        (
            "Tổng vốn 42 tỷ đồng, trong đó vốn đầu tư 18,6, vốn sự nghiệp 23,4.",
            &["42000000000 đồng [money]", "18600000000 đồng [money]", "23400000000 đồng [money]"],
            "magnitude too",
        ),
        (
            "Cơ cấu: nông nghiệp 38,2; công nghiệp 31,5; dịch vụ 30,3%.",
            &["38.2 % [percent]", "31.5 % [percent]", "30.3 % [percent]"],
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
