"""计量单位: units whole and legal, what a number measures, money with its 元."""

from __future__ import annotations

from fupin_report.audit.finding import Severity
from fupin_report.audit.text.reading import PROSE
from fupin_report.audit.text.rules import HAN, NUMBER, pattern

UNIT, QUALIFIER = "X08", "X09"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

_MONEY = "资金|贷款|补助|补贴|经费|奖金|租金|债务|存款|投资|奖补|慰问金|专款|善款|工程款"
_SPENT = f"{_MONEY}|投入|投|筹集|捐款|捐赠|收入|产值|支出|造价|花费|补偿"
_SYMBOLS = "km²|hm²|m²|m³|㎡|km|kg|mm|cm|m"
_CHINESE_UNITS = {
    "km²": "平方公里",
    "hm²": "公顷",
    "m²": "平方米",
    "㎡": "平方米",
    "m³": "立方米",
    "km": "公里",
    "kg": "公斤",
    "mm": "毫米",
    "cm": "厘米",
    "m": "米",
}
_CASES = {"kw": "kW", "kg": "kg", "km": "km"}

RULES = (
    pattern(
        *(UNIT, "N23", ERROR, "金额单位"),
        rf"{NUMBER}[余多]?[万亿][余多]?(?=的?(?:{_MONEY}))",
        "“{0}”后面缺“元”",
        gate=tuple(f"{scale}[余多]?的?(?:{_MONEY})" for scale in "万亿"),
    ),
    pattern(
        *(UNIT, "N23", ERROR, "金额单位"),
        rf"(?:{_SPENT})[{HAN}]{{0,4}}?{NUMBER}[余多]?[万亿][余多]?(?=[，。；、）,;)\n])(?!、[0-9])",
        "“{0}”后面缺“元”",
        gate=tuple(f"{scale}[余多]?[，。；、）,;)\n]" for scale in "万亿"),
    ),
    pattern(
        *(UNIT, "AREA", ERROR, "面积、体积单位"),
        (
            "平方(?<=[0-9余多万]平方)(?!米|公里|千米|厘米|分米|毫米|根|和|差|英尺)",
            "立方(?<=[0-9余多万]立方)(?!米|厘米|分米|毫米|根|和|差)",
        ),
        "“{0}”后面缺“米”",
    ),
    pattern(
        *(UNIT, "SUPER", ERROR, "平方、立方符号"),
        r"(?:k|h|d|c|m)?m(?<![A-Za-z]{3})[23](?![0-9A-Za-z.])",
        "“{0}”应为上标：m²、m³，正文里写“平方米”“立方米”",
        signs="m",
    ),
    pattern(
        *(UNIT, "SYMBOL", WARNING, "单位名称"),
        rf"(?<![A-Za-z0-9.φΦ×]){NUMBER}({_SYMBOLS})(?![A-Za-z0-9²³/])",
        lambda found: f"正文里的单位用中文名称：“{_CHINESE_UNITS[found[1]]}”",
        signs="m㎡k",
        kinds=PROSE,
    ),
    pattern(
        *(UNIT, "CASE", WARNING, "单位大小写"),
        r"(?<=[0-9])(KW|kw|Kw|KG|Kg|KM|Km)(?![A-Za-z])",
        lambda found: f"单位“{found[1]}”应为“{_CASES[found[1].lower()]}”",
        signs="KGMw",
    ),
    pattern(
        *(UNIT, "LEGAL", WARNING, "法定单位"),
        (
            "华里(?<=[0-9余多万]华里)",
            "斤(?<=[0-9余多万]斤)",
            "市斤(?<=[0-9余多万]市斤)",
            "里(?<=[0-9余多万]里)(?=[，。；、路]|以内|以外)",
        ),
        "“{0}”不是法定计量单位，请换算成公里、公斤、米",
        signs="里斤",
    ),
    pattern(
        *(UNIT, "DEGREE", WARNING, "温度单位"), "(?<=[0-9])(?:度[CＣ]|°[CＣ])", "“{0}”应为“℃”", signs="CＣ"
    ),
    pattern(
        *(UNIT, "POWER", WARNING, "电量单位"),
        rf"(?:发电量?|用电量?|节电)[{HAN}]{{0,3}}?{NUMBER}[余多]?万?度|{NUMBER}[余多]?万?度电",
        "电量单位用“千瓦时”，不用“度”",
        signs="电",
        gate=("度(?<=[0-9余多万]度)",),
    ),
    pattern(
        *(QUALIFIER, "ALTITUDE", ERROR, "海拔"),
        rf"海拔(?<![高低均处地座心]海拔)高?度?为?{NUMBER}米(?=[^。；\n]*?最低)",
        "同一句里有最低海拔，“{0}”应写明是最高海拔",
        signs="拔",
    ),
    pattern(
        *(QUALIFIER, "OUTPUT", WARNING, "产量"),
        rf"亩[，,]共?(?:计|有)?{NUMBER}[余多]?万?(?:担|吨|公斤|斤)",
        "“{0}”没有写明是产量还是别的",
        signs="亩",
    ),
    pattern(
        *(QUALIFIER, "SPEED", WARNING, "设计时速"),
        rf"(?:车速|时速|速度)(?<!设计..)为?{NUMBER}(?:公里|千米)(?:/小时|每小时)?的[{HAN}]{{0,4}}[桥路]",
        "桥和路的车速写作“设计时速”",
        gate=("速为?[0-9]", "速度为?[0-9]"),
    ),
)
