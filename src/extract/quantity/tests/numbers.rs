use super::{check, quantities};
use crate::record::Certainty;
use crate::vocabulary::Vocabulary;

#[test]
fn digit_strings_in_sentences() {
    check(&[
        ("Tổng diện tích rừng là 58.204,17 ha.", &["58204.17 ha [area]"], "thousands and decimals"),
        ("Dân số trên 4,3 vạn người.", &[">43000 người"], "magnitude with a decimal comma"),
        ("Có 9 482/11 305 gia đình đạt văn hóa.", &["9482/11305 gia đình"], "lost dots on both sides of a fraction"),
        ("Giải ngân 41 207,315 triệu đồng.", &["41207315000 đồng [money]"], "lost dot, then decimals"),
        ("Trao quà trị giá 8.420 000 đồng.", &["8420000 đồng [money]"], "one of two dots lost"),
        ("Xây một nhà trị giá 75 000 000đ cho hộ nghèo.", &["75000000 đồng [money]"], "glued đ behind spaces"),
        ("Chi 27,415 triệu đồng.", &["27415000 đồng [money]"], "comma and three digits stay decimals with money"),
        ("Trồng 3 200 ha quế, 1 150 lượt hộ tham gia.", &["3200 ha [area]", "1150 lượt"], "spaces for dots"),
        ("Thu hút 1\u{a0}250 khách.", &["1250 khách"], "no-break space"),
        ("Tiêm 1.119.475 liều.", &["1119475 liều"], "two dots"),
        ("Website có 19,156 lượt người đọc.", &["19156 lượt người"], "an indivisible count is no decimal"),
        ("Tăng 5.2 % so với cùng kỳ.", &["5.2 % [percent]"], "English point, space before the sign"),
        ("Tổ chức 08 buổi, thu 01 tỷ đồng.", &["8 buổi", "1000000000 đồng [money]"], "leading zeros"),
        ("Số phát hành là 1.500.", &["1500 -"], "the last dot ends the sentence"),
        (
            "Mở 1.000m2 đường, dài 5,5Km, giá 80.000đ.",
            &["1000 m2 [area]", "5.5 km [length]", "80000 đồng [money]"],
            "glued units",
        ),
        (
            "Toàn xã có l5 hộ, 1O bản và 2O5 khẩu.",
            &["15 hộ", "10 bản", "205 khẩu"],
            "letters for digits in a numeric slot",
        ),
        ("Độ che phủ rừng đạt 41 .7%, tăng so với năm trước.", &["41.7 % [percent]"], "a stray space before the dot"),
        ("Tỷ lệ chuyên cần đạt 93. 5%.", &["93.5 % [percent]"], "a stray space behind the dot"),
        ("Năm 2023. 95% hộ có điện.", &["95 % [percent]"], "a year ends the sentence"),
        ("Doanh số cho vay đạt 48, 15 tỷ đồng.", &["48150000000 đồng [money]"], "decimals of an amount"),
        ("Huy động 2. 815 ngày công làm đường.", &["2815 ngày công"], "a stray space behind the dot of thousands"),
        ("Tỷ lệ đạt 15, 6%, còn 4 hộ.", &["15.6 % [percent]", "4 hộ"], "a stray space behind the comma"),
        ("Tổng mức đầu tư 20 6,05 nghìn tỷ đồng.", &["206050000000000 đồng [money]"], "a number broken in two"),
        ("Đã chi 1.25.000 đồng.", &[], "malformed, better nothing"),
        ("Điện thoại 0213.3876.543, Fax: 02133 876 544.", &[], "phone numbers"),
        ("Năm 2022 126 bản có điện.", &["126 bản"], "a year and a count"),
        ("Đến năm 2023 350 hộ thoát nghèo.", &["350 hộ"], "a year never joins a group of three"),
        ("Sản lượng 1,119,475 tấn.", &["1119475 tấn [mass]"], "English millions"),
        ("Sản lượng 1.412 cái và 1412 chiếc.", &["1412 cái", "1412 chiếc"], "with and without dot"),
        ("Lãi suất 0,08%, phí ,5%.", &["0.08 % [percent]", "0.5 % [percent]"], "no digit in front of the comma"),
        ("Đạt 10, 6%2 kế hoạch.", &["10.6 % [percent]"], "a footnote mark behind the sign"),
        ("Đường dài 12.345.678.901 m.", &["12345678901 m [length]"], "long but proper"),
    ]);
}

#[test]
fn magnitude_words() {
    check(&[
        ("Thu 2 tỷ 300 triệu đồng.", &["2300000000 đồng [money]"], "additive"),
        ("Tổng chi 96 tỷ 450 triệu 500 nghìn đồng.", &["96450500000 đồng [money]"], "three terms"),
        ("Giá trị 2 tỷ rưỡi.", &["2500000000 đồng [money]"], "half of the magnitude"),
        ("Vốn đăng ký 3 nghìn tỷ đồng.", &["3000000000000 đồng [money]"], "stacked"),
        ("Khoảng 5 chục người.", &["~50 người"], "chục"),
        ("Hơn 2 trăm hộ và gần 3 ngàn khẩu.", &[">200 hộ", "<3000 khẩu"], "trăm, ngàn"),
        (
            "Thu 640trđ, chi 512 trđ, nợ 12 tr.đ.",
            &["640000000 đồng [money]", "512000000 đồng [money]", "12000000 đồng [money]"],
            "abbreviations",
        ),
        ("Đóng góp trên 1,2 ty đồng.", &[">1200000000 đồng [money]"], "OCR lost the hook"),
        ("Hỗ trợ 12 tỷ lệ cao.", &[], "tỷ lệ is no magnitude"),
        (
            "Tổng kinh phí 500 triệu, trị giá 2 tỷ.",
            &["500000000 đồng [money]", "2000000000 đồng [money]"],
            "money without đồng",
        ),
        (
            "Sản xuất 1,2 triệu con giống và 293 triệu cái áo.",
            &["1200000 con", "293000000 cái"],
            "magnitude with a count",
        ),
        (
            "Xuất khẩu 6,76 tỷ USD, 5 triệu euro, 300 nghìn đô la Mỹ.",
            &["6760000000 USD [money]", "5000000 EUR [money]", "300000 USD [money]"],
            "foreign money",
        ),
        ("Sau 2 năm rưỡi thực hiện.", &["2.5 năm [duration]"], "half behind a unit"),
        ("Phí 150 nghìn/hộ/tháng.", &["150000 đồng/hộ/tháng [money]"], "magnitude with a rate and no currency"),
    ]);
}

#[test]
fn what_is_put_right_is_marked() {
    let vocabulary = Vocabulary::embedded().unwrap();
    for (text, certainty) in [
        ("Toàn xã có 214 hộ.", Certainty::Stated),
        ("Toàn xã có 214 hô.", Certainty::Repaired),
        ("Toàn xã có 948 hoc sinh.", Certainty::Repaired),
        ("Toàn xã có 1 .214 hộ.", Certainty::Repaired),
    ] {
        assert_eq!(quantities(text, &vocabulary)[0].figure.certainty, certainty, "{text}");
    }
}
