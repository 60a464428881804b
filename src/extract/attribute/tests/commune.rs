//! Commune reports: household counts, herds, harvests, small plans.

use super::{BC, check};

#[test]
fn commune_reports() {
    check(&[
        (
            BC,
            "",
            "Xã Nà Lẻng có diện tích tự nhiên [3.215,7 ha], gồm [11 bản], [1.034 hộ], [4.872 nhân khẩu].",
            &["diện tích tự nhiên; @Xã Nà Lẻng", "bản; @Xã Nà Lẻng", "hộ; @Xã Nà Lẻng", "nhân khẩu; @Xã Nà Lẻng"],
        ),
        (
            BC,
            "",
            "Toàn xã gồm [934 hộ] và [4.168 nhân khẩu], thuộc [04 dân tộc], trong đó dân tộc Dao chiếm [52%]; dân tộc Lự chiếm [33,6%]; số khác không đáng kể.",
            &["hộ", "nhân khẩu", "dân tộc", "dân tộc Dao", "dân tộc Lự"],
        ),
        (
            BC,
            "",
            "Toàn xã hiện có [186 hộ nghèo], chiếm [18,2%], giảm [35 hộ] so với năm 2022; [97 hộ cận nghèo], chiếm [9,5%].",
            &["hộ nghèo", "hộ nghèo", "hộ nghèo; c-", "hộ cận nghèo", "hộ cận nghèo"],
        ),
        (
            BC,
            "",
            "Đến ngày 30/6/2022, toàn xã còn [141 hộ nghèo] ([11,9%]).",
            &["hộ nghèo; p=2022", "hộ nghèo; p=2022"],
        ),
        (
            BC,
            "",
            "Hộ nghèo đầu kỳ [141{hộ}], thoát nghèo [46{hộ}], tái nghèo [02{hộ}], cuối kỳ [97 hộ].",
            &["hộ nghèo / hộ nghèo đầu kỳ", "thoát nghèo", "tái nghèo", "*"],
        ),
        (
            BC,
            "",
            "Đàn trâu [905{con}], đàn bò [412{con}], lợn [1.400 con], gia cầm [12.350 con].",
            &["đàn trâu", "đàn bò", "lợn", "gia cầm"],
        ),
        (
            BC,
            "",
            "Tổng đàn gia cầm đã có [7.450 con], tăng [3,9%] so với vụ trước; trong đó ngan [1.830 con], vịt [2.260 con], gà [3.360 con].",
            &[
                "tổng đàn gia cầm",
                "tổng đàn gia cầm; c+",
                "ngan; ^tổng đàn gia cầm",
                "vịt; ^tổng đàn gia cầm",
                "gà; ^tổng đàn gia cầm",
            ],
        ),
        (
            BC,
            "",
            "Gieo trồng [1 840 ha] lạc xuân, năng suất [24,5 tạ/ha], sản lượng ước [4.508,3 tấn].",
            &["lạc xuân / gieo trồng lạc xuân", "năng suất", "sản lượng; b=e"],
        ),
        (
            BC,
            "",
            "Năng suất lúa xuân và lúa mùa lần lượt là [61,3{tạ}] và [49,2 tạ/ha].",
            &["năng suất lúa xuân", "năng suất lúa mùa"],
        ),
        (
            BC,
            "",
            "Hộ nghèo, hộ cận nghèo, hộ thoát nghèo lần lượt là [14{hộ}], [11{hộ}] và [25 hộ], tương ứng [28%], [22%] và [50%].",
            &["hộ nghèo", "hộ cận nghèo", "hộ thoát nghèo", "hộ nghèo", "hộ cận nghèo", "hộ thoát nghèo"],
        ),
        (
            BC,
            "",
            "Bản Huổi Luông [48 hộ], bản Nậm Cá [36 hộ], bản Pa Thơm [52 hộ].",
            &["*; @Bản Huổi Luông", "*; @bản Nậm Cá", "*; @bản Pa Thơm"],
        ),
        (
            BC,
            "",
            "Trong kỳ xảy ra [02 vụ] cháy rừng tại bản Nậm Cá, diện tích thiệt hại [1,5 ha].",
            &["vụ cháy rừng; @bản Nậm Cá", "diện tích thiệt hại / diện tích; @bản Nậm Cá"],
        ),
        (
            BC,
            "",
            "Vận động Quỹ \"Vì người nghèo\" được [45,6 triệu đồng], đạt [114%] kế hoạch.",
            &["Quỹ \"Vì người nghèo\" / vận động Quỹ \"Vì người nghèo\"", "vận động Quỹ \"Vì người nghèo\""],
        ),
        (
            BC,
            "",
            "Làm mới [12 căn nhà], mỗi căn [50 triệu đồng], tổng trị giá [600 triệu đồng].",
            &["làm mới căn nhà / căn nhà", "căn nhà / mỗi căn / làm mới căn nhà", "tổng trị giá"],
        ),
        (
            BC,
            "",
            "Nhân dân hiến [1.250 m2] đất, đóng góp [860 ngày công] làm [2,4 km] đường liên bản.",
            &["đất", "ngày công / đóng góp ngày công", "đường liên bản"],
        ),
        (BC, "", "Cấp [3.600 kg] gạo cứu đói cho [240 khẩu].", &["gạo cứu đói", "khẩu"]),
        (
            BC,
            "",
            "Tỷ lệ hộ sử dụng nước hợp vệ sinh đạt [92,4%]; tỷ lệ hộ được sử dụng điện lưới [98%].",
            &["tỷ lệ hộ sử dụng nước hợp vệ sinh", "tỷ lệ hộ được sử dụng điện lưới"],
        ),
        (
            BC,
            "",
            "Tỷ lệ thiếu máu thể vừa ở trẻ dưới 6 tuổi giảm còn [12,4%].",
            &["tỷ lệ thiếu máu thể vừa ở trẻ dưới 6 tuổi"],
        ),
        (
            BC,
            "",
            "Thu ngân sách trên địa bàn [86,5 triệu đồng], đạt [108%] dự toán huyện giao; chi ngân sách [5.412 triệu đồng].",
            &["thu ngân sách", "thu ngân sách", "chi ngân sách"],
        ),
        (
            BC,
            "",
            "Xã đạt [15/19 tiêu chí] nông thôn mới, tăng [02 tiêu chí] so với năm 2021.",
            &["tiêu chí nông thôn mới", "tiêu chí nông thôn mới / tiêu chí; c+"],
        ),
        (
            BC,
            "",
            "Trạm Y tế khám, chữa bệnh cho [2.415 lượt người]; tiêm chủng đầy đủ cho [56/58 trẻ], đạt [96,6%].",
            &["lượt người / khám, chữa bệnh", "trẻ / tiêm chủng đầy đủ", "trẻ / tiêm chủng đầy đủ"],
        ),
        (
            BC,
            "",
            "Toàn xã có [03 trường], [38 lớp] với [986 học sinh], tỷ lệ chuyên cần đạt [97%].",
            &["trường", "lớp", "học sinh", "tỷ lệ chuyên cần"],
        ),
        (
            BC,
            "",
            "Xảy ra [04 vụ] vi phạm pháp luật, [06 đối tượng], giảm [01 vụ] so với cùng kỳ.",
            &["vụ vi phạm pháp luật", "đối tượng", "vụ vi phạm pháp luật; c-"],
        ),
        (
            BC,
            "",
            "Trong đó hộ nghèo dân tộc thiểu số [132 hộ], hộ nghèo không có khả năng lao động [11 hộ].",
            &["hộ nghèo dân tộc thiểu số", "hộ nghèo không có khả năng lao động"],
        ),
        (
            BC,
            "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
            "Phấn đấu giảm [35 hộ nghèo], đưa tỷ lệ hộ nghèo xuống còn [14,5%].",
            &["hộ nghèo; c-; b=t", "tỷ lệ hộ nghèo; b=t"],
        ),
        (
            BC,
            "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
            "Giảm tỷ lệ hộ nghèo từ [18,2%] xuống còn dưới [15%]; thu nhập bình quân đầu người đạt [38 triệu đồng/người/năm].",
            &["tỷ lệ hộ nghèo", "tỷ lệ hộ nghèo; b=t", "thu nhập bình quân đầu người; b=t"],
        ),
        (BC, "", "Đề nghị UBND huyện bổ sung [500 triệu đồng] sửa chữa đường liên bản.", &["*; b=t"]),
    ]);
}
