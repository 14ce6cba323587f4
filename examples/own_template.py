"""乡镇自己的模板：examples/own_templates 里的文件只改写几块，其余照用内置的。"""

import fupin_report as fr

templates = fr.TemplateSet("examples/own_templates")
print(fr.generate("examples/progress.yaml", "out/自己的模板.docx", templates=templates, overwrite=True))
