use super::check;

#[test]
fn ranges_and_fractions() {
    check(&[
        ("Một bản chọn từ 02 - 04 điển hình, từ 5-6 mô hình.", &["2..4 điển hình", "5..6 mô hình"], "ranges with từ"),
        ("Giá 6.500 - 7.200 đồng/kg.", &["6500..7200 đồng/kg [money]"], "range of a rate"),
        ("Tỷ lệ từ 12,45% đến 19,73%.", &["12.45..19.73 % [percent]"], "unit on both sides"),
        ("Thu nhập từ 7 - 9 triệu đồng/tháng.", &["7000000..9000000 đồng/tháng [money]"], "magnitude for both sides"),
        ("Từ 500 nghìn đến 1 triệu đồng.", &["500000..1000000 đồng [money]"], "own magnitudes"),
        ("Giảm 2 – 3%/năm.", &["2..3 %/năm [percent]"], "en dash"),
        ("Trong 5 đến 7 ngày.", &["5..7 ngày [duration]"], "no từ, one unit"),
        ("Tỷ lệ giảm từ 25,3% xuống còn 20,1%.", &["25.3 % [percent]", "20.1 % [percent]"], "two levels"),
        ("Tăng từ 12 lên 15 xã.", &["12 xã", "15 xã"], "two levels with one unit"),
        ("Đạt 27/31 chỉ tiêu; 07/26 dự án chậm.", &["27/31 chỉ tiêu", "7/26 dự án"], "fractions"),
        ("Mới giải ngân 2,4/6 tỷ đồng.", &["2400000000/6000000000 đồng [money]"], "magnitude for both"),
        ("Trồng 35/60 ha.", &["35/60 ha [area]"], "fraction of an area"),
        ("Có 148 hộ/702 khẩu tái định cư.", &["148 hộ", "702 khẩu"], "two counts"),
        ("Có 10 xã/12 xã đạt chuẩn.", &["10/12 xã"], "one fraction, unit twice"),
        ("Khoảng 1/3 số xã chưa có chợ.", &["~1/3 - [other]"], "a share"),
        ("Có 2/3 diện tích được tưới; 3/4 số hộ khá.", &["2/3 - [other]", "3/4 - [other]"], "shares of other nouns"),
        ("Đã họp 118/126 số bản.", &["118/126 bản"], "a count in spite of số"),
        ("Ngày 27-28/7/2020 có mưa; họp ngày 09/4.", &[], "dates"),
        ("Giai đoạn 2021-2025 và 2026 - 2030.", &[], "periods"),
        ("Phòng rộng 5m x 20m.", &["5 m [length]", "20 m [length]"], "dimensions"),
        ("Bản đồ tỷ lệ 1/500; trực 24/24 giờ, 24/7.", &[], "scale and idioms"),
        ("Từ đủ 14 tuổi đến dưới 16 tuổi.", &["14..16 tuổi [duration]"], "words in front of both ends"),
        ("Hỗ trợ tăng gấp 1,5 lần, kiểm tra 02 lần/năm.", &["1.5 lần [other]", "2 lần/năm"], "multiple and count"),
    ]);
}

#[test]
fn rates() {
    check(&[
        ("Tăng 3%/năm.", &["3 %/năm [percent]"], "percent"),
        ("Đạt 6% trở lên/năm.", &[">=6 %/năm [percent]"], "bound inside the rate"),
        (
            "Đạt 6,8 bác sỹ/vạn dân, 25 giường/10.000 dân.",
            &["6.8 bác sĩ/vạn dân", "25 giường/10.000 dân"],
            "per ten thousand",
        ),
        ("Hỗ trợ 150.000 đồng/học sinh/tháng.", &["150000 đồng/học sinh/tháng [money]"], "two denominators"),
        ("Cấp 15 kg gạo/học sinh/tháng.", &["15 kg/học sinh/tháng [mass]"], "a noun between unit and slash"),
        ("Mức 60 triệu đồng/nhà làm mới.", &["60000000 đồng/nhà [money]"], "head of the denominator"),
        ("Công suất 1,4 triệu tấn/năm và 300.000 bộ/năm.", &["1400000 tấn/năm [mass]", "300000 bộ/năm"], "capacity"),
        ("Mật độ 83 người/km2.", &["83 người/km2"], "density"),
        ("Năng suất 54,3 tạ/ha.", &["54.3 tạ/ha [mass]"], "yield"),
        ("Kiểm tra 12 xã/phường.", &["12 xã"], "either, no rate"),
        ("Tặng 300 suất, mỗi suất 1 triệu đồng.", &["300 suất", "1000000 đồng [money]"], "mỗi is no rate"),
        (
            "Giá thép trên 8,5 triệu đ/tấn; dầu dưới 60 USD/thùng.",
            &[">8500000 đồng/tấn [money]", "<60 USD/thùng [money]"],
            "abbreviated currency",
        ),
        ("Mời 12 đ/c và 5 đ/c dự họp.", &["12 đồng chí", "5 đồng chí"], "đ/c is no rate of đồng"),
        ("Bình quân 4,5 người/hộ.", &["4.5 người/hộ"], "people per household"),
        ("Tổng 500 lượt cán bộ/đảng viên.", &["500 lượt"], "either, no rate"),
    ]);
}

#[test]
fn qualifiers() {
    check(&[
        ("Huy động trên 280.000 người và hơn 01 tỷ đồng.", &[">280000 người", ">1000000000 đồng [money]"], "trên, hơn"),
        ("Kết nạp ít nhất 04 đảng viên, tối thiểu 8%.", &[">=4 đảng viên", ">=8 % [percent]"], "lower bounds"),
        (
            "Không quá 20 triệu đồng/hộ, tối đa 120 tháng.",
            &["<=20000000 đồng/hộ [money]", "<=120 tháng [duration]"],
            "upper bounds",
        ),
        ("Gần 6.500 tờ rơi, dưới 10%.", &["<6500 tờ rơi", "<10 % [percent]"], "gần, dưới"),
        (
            "Ước đạt 42 triệu đồng; ước 640 triệu VNĐ.",
            &["~42000000 đồng [money]", "~640000000 đồng [money]"],
            "estimates",
        ),
        ("Ước đạt trên 8,5 tỷ kwh.", &[">8500000000 kWh [other]"], "the nearer one"),
        ("Từ 50% trở lên; 1.100 lao động trở lên.", &[">=50 % [percent]", ">=1100 lao động"], "behind the number"),
        ("Từ 03 đảng viên chính thức trở lên.", &[">=3 đảng viên"], "behind the noun phrase"),
        ("Từ 100 triệu đồng trở xuống.", &["<=100000000 đồng [money]"], "trở xuống"),
        ("Triển khai trên địa bàn 12 xã.", &["12 xã"], "trên belongs to địa bàn"),
        (
            "Cao hơn 2,3% so với năm trước, chậm hơn 02 tháng.",
            &["2.3 % [percent]", "2 tháng [duration]"],
            "comparisons",
        ),
        (
            "Xấp xỉ 300 hộ; chưa đến 5%; chưa đầy 2 năm.",
            &["~300 hộ", "<5 % [percent]", "<2 năm [duration]"],
            "more words",
        ),
        ("Nợ quá 12 tháng; không dưới 70%.", &[">12 tháng [duration]", ">=70 % [percent]"], "quá, không dưới"),
        ("Bình quân 15 triệu đồng/hộ.", &["15000000 đồng/hộ [money]"], "bình quân is none"),
        ("Diện tích ≥ 30 m2, nợ < 2%.", &[">=30 m2 [area]", "<2 % [percent]"], "signs"),
        (
            "Trẻ dưới 24 tháng tuổi; người từ đủ 80 tuổi trở lên.",
            &["<24 tháng [duration]", ">=80 tuổi [duration]"],
            "ages",
        ),
        ("Trên 90% tổ chức đảng hoàn thành tốt nhiệm vụ trở lên.", &[">90 % [percent]"], "trở lên of another word"),
    ]);
}
