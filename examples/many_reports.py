"""一批数据各写一份文稿：一份有错，不影响别的。"""

from pathlib import Path

import fupin_report as fr

for source in sorted(Path("examples").glob("*.yaml")):
    try:
        report = fr.load(source)
        print(fr.generate(report, Path("out") / fr.default_name(report), overwrite=True))
    except fr.FupinError as error:
        print(error)
