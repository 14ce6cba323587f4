"""群众服务 (data handbook §2.15)."""

from collections.abc import Mapping

from fupin_report.model.fields import item
from fupin_report.model.sourced import Sourced
from fupin_report.model.values import Indicator


class Service(Sourced, key="service", title="群众服务"):
    """群众服务. Number words (四必到, 三结合) come from how many items a list has."""

    policy: tuple[str, ...] = item("政策宣传", hint="宣传了哪些政策，如：医疗救助政策")
    key_issues: tuple[str, ...] = item("重点问题", hint="解决了哪几类重点问题，如：饮水困难")
    agency: tuple[str, ...] = item("代办服务", hint="如：为民服务全程代理")
    styles: tuple[str, ...] = item("帮扶方式", hint="相结合的几对，如：扶贫与励志")
    occasions: tuple[str, ...] = item("必到场合", hint="如：重大节日、农忙时节")
    counts: Mapping[str, Indicator] = item("办理情况", hint="如：矛盾纠纷: 23件 / 25件")
