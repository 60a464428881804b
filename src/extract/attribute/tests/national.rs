//! National reports, news, decrees and decisions.

use super::{BC, check};

#[test]
fn national_reports_and_news() {
    check(&[
        (
            BC,
            "",
            "Giá trị xây lắp tháng 9 năm 2008 ước đạt [17.430 tỷ đồng], tăng [12,7%] so với cùng kỳ, trong đó khối thầu nhà nước tăng [5,4%], khối thầu tư nhân tăng [19,6%].",
            &[
                "giá trị xây lắp; b=e; p=2008",
                "giá trị xây lắp; c+; b=e; p=2008",
                "khối thầu nhà nước; c+; p=2008",
                "khối thầu tư nhân; c+; p=2008",
            ],
        ),
        (
            BC,
            "",
            "Dầu thô khai thác đạt [gần 1,4 triệu tấn], giảm [3%] so cùng kỳ.",
            &["dầu thô khai thác", "dầu thô khai thác; c-"],
        ),
        (
            BC,
            "",
            "Một số sản phẩm tăng cao gồm: xi măng tăng [18,2%], thép cán tăng [11,4%], quạt điện tăng [9,7%].",
            &["xi măng; c+", "thép cán; c+", "quạt điện; c+"],
        ),
        (
            BC,
            "",
            "Kim ngạch xuất khẩu cả nước quý I năm 2010 đạt [14,01 tỷ USD], giảm [1,6%]; hàng dệt may đạt [2,2 tỷ USD] tăng [16,8%]; túi xách, vali, mũ và ô dù đạt [180 triệu USD].",
            &[
                "kim ngạch xuất khẩu; p=2010",
                "kim ngạch xuất khẩu; c-; p=2010",
                "hàng dệt may; p=2010",
                "hàng dệt may; c+; p=2010",
                "túi xách, vali, mũ và ô dù; p=2010",
            ],
        ),
        (
            BC,
            "",
            "Hải Dương tăng [12,7%], Vĩnh Phúc tăng [15,2%], Bà Rịa – Vũng Tàu giảm [2,1%].",
            &["*; c+; @Hải Dương", "*; c+; @Vĩnh Phúc", "*; c-; @Bà Rịa – Vũng Tàu"],
        ),
        (BC, "", "TP. Hồ Chí Minh chiếm tỷ trọng [23,4%] cả nước.", &["tỷ trọng / TP. Hồ Chí Minh; @TP. Hồ Chí Minh"]),
        (
            BC,
            "",
            "Nhà máy phôi thép Hải An (Hải Phòng) công suất [200.000 tấn/năm].",
            &["nhà máy phôi thép Hải An công suất / công suất; @Hải Phòng"],
        ),
        (
            BC,
            "",
            "Thủy điện Nậm Chiến công suất [200 MW], thủy điện Bản Chát ([220 MW]).",
            &["công suất / thủy điện Nậm Chiến công suất", "thủy điện Bản Chát"],
        ),
        (BC, "", "Giá phôi thép nhập khẩu tăng lên [420-450 USD/tấn].", &["giá phôi thép nhập khẩu"]),
        (
            BC,
            "",
            "Gỗ ván ép [ước đạt 2,3 triệu m3] tăng [4,7%] so cùng kỳ, trong đó Tổng công ty Lâm sản đạt [1,6 triệu m3].",
            &["gỗ ván ép; b=e", "gỗ ván ép; c+; b=e", "Tổng công ty Lâm sản"],
        ),
        (
            BC,
            "",
            "GDP năm 2022 tăng [8,02%] so với năm trước; thu nhập bình quân đạt [4.110 USD/người].",
            &["GDP; c+; p=2022", "thu nhập bình quân; p=2022"],
        ),
        (
            BC,
            "",
            "Chỉ số giá tiêu dùng tháng 5/2023 tăng [0,01%] so với tháng trước và tăng [2,43%] so với cùng kỳ năm trước.",
            &["chỉ số giá tiêu dùng; c+; p=2023", "chỉ số giá tiêu dùng; c+; p=2023"],
        ),
        (
            BC,
            "",
            "Cả nước có [95,3 nghìn doanh nghiệp] đăng ký thành lập mới, giảm [1,6%] so với cùng kỳ năm trước.",
            &[
                "doanh nghiệp đăng ký thành lập mới / doanh nghiệp",
                "doanh nghiệp đăng ký thành lập mới / doanh nghiệp; c-",
            ],
        ),
        (
            "",
            "",
            "Năm học 2021 - 2022, toàn ngành có [512 trường], [9.870 lớp].",
            &["trường; p=2021-2022", "lớp; p=2021-2022"],
        ),
        (
            "",
            "",
            "Sáng nay, tại xã Mường Lang đã diễn ra lễ trao [50 suất quà] cho học sinh nghèo, mỗi suất [500.000 đồng].",
            &["suất quà; @xã Mường Lang", "suất quà / mỗi suất; @xã Mường Lang"],
        ),
        (
            "",
            "",
            "Theo Ban Tổ chức, có [19 đội] với [95 vận động viên] tham gia.",
            &["đội", "vận động viên tham gia / vận động viên"],
        ),
        (
            "Nghị định",
            "",
            "Phạt tiền từ [1.000.000 đồng] đến [3.000.000 đồng] đối với hành vi không niêm yết giá.",
            &["phạt tiền", "phạt tiền"],
        ),
        (
            "Quyết định",
            "",
            "Mức hỗ trợ [500.000 đồng/người/tháng], thời gian hỗ trợ tối đa [12 tháng].",
            &["mức hỗ trợ", "thời gian hỗ trợ"],
        ),
        (
            "Quyết định",
            "",
            "Phê duyệt dự án với tổng mức đầu tư [36,5 tỷ đồng], trong đó ngân sách trung ương [30 tỷ đồng], ngân sách huyện [6,5 tỷ đồng].",
            &["tổng mức đầu tư", "ngân sách trung ương; ^tổng mức đầu tư", "ngân sách huyện; ^tổng mức đầu tư"],
        ),
        (
            "Công văn",
            "",
            "Tính đến hết tháng 9 năm 2023, còn [07 dự án] chưa giải ngân.",
            &["dự án chưa giải ngân / dự án; p=2023"],
        ),
        (
            "Thông báo",
            "",
            "Tổng số thí sinh dự thi là [1.245 thí sinh], vắng [12 thí sinh], chiếm [0,96%].",
            &["tổng số thí sinh dự thi", "vắng thí sinh / vắng", "vắng thí sinh / vắng"],
        ),
    ]);
}
