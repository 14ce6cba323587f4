"""项目设置: what a county says once for all its townships."""

from fupin_report.model.fields import Section, item


class Settings(Section, title="项目设置"):
    """项目设置: what `fupin.yaml` may say."""

    templates: tuple[str, ...] = item("模板", hint="县以上各级的模板文件夹，前面的优先，如：省模板")
    layout: str | None = item("版式", hint="全县的版式设置，如：layout.yaml")
    checks: str | None = item("核对", hint="核对轻重的设置，如：checks.yaml")
    code: str | None = item("代码", hint="自定义过滤器和核对规则的 Python 文件，如：rules.py")
    townships: tuple[str, ...] = item("乡镇", hint="只做这些乡镇的（文件夹名），不写则全做")
    output: str = item("输出", default="out", hint="生成的文件放在哪里，如：out")
