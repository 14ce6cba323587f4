"""一份数据写成一份 Word 文稿：先核对，再生成。"""

import fupin_report as fr

report = fr.load("examples/progress.yaml")  # 数据有错时，fr.DataError 一次列出全部问题
for finding in fr.audit(report):
    print(finding)  # 对不上的数：两边各是多少、差多少、在第几行
print(fr.generate(report, "out/青石镇.docx", overwrite=True))
