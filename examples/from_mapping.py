"""数据在程序里：从数据库、表格读来的值放进字典，写成文稿。"""

from decimal import Decimal

import fupin_report as fr

town = {
    "format": 1,
    "document": {
        "type": "progress",
        "title": "双河镇精准扶贫工作情况汇报",
        "issuer": "双河镇人民政府",
        "issuer_kind": "town_gov",
        "sign_date": "2015-06-30",
        "signatory": ["双河镇人民政府"],
    },
    "period": {"year": 2015, "half": "H1"},
    "township": {"name": "双河镇", "kind": "镇", "admin_villages": 9, "population": "3120户11860人"},
    "projects": [{"name": "安全饮水工程", "category": "饮水", "total_wan": Decimal("82.30")}],
    "plans": [{"text": "完成剩余村的安全饮水工程"}],
}
print(fr.generate(town, "out/双河镇.docx", overwrite=True))
