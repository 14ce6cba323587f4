"""说明 (data handbook §1.6)."""

from fupin_report.model.fields import Section, required


class Explanation(Section, title="说明"):
    """说明: why a finding of a check is all right."""

    check: str = required("核对", hint="核对的编号，如：X02")
    at: str = required("位置", hint="数据的位置；模板里写的字，写模板文件的名字，如：identification.entered")
    note: str = required("说明", hint="如：系统录入时自然减员15人")
