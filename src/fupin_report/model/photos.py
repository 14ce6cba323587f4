"""照片: pictures of works and places, told by a caption."""

from fupin_report.model.fields import item, required
from fupin_report.model.sourced import Sourced


class Photo(Sourced, title="照片"):
    """照片: a picture file beside the data file, and the words below it."""

    id: str | None = item("编号", hint="几个文件的数据合并时用，如：z01")
    file: str = required("文件", hint="PNG 或 JPEG，和数据文件放在一起，如：双河桥.jpg")
    caption: str = required("题注", hint="写明何处、何物、何时，如：双河村便民桥（2015年5月完工）")
