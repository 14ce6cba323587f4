"""文稿信息 (data handbook §2.1): what the document is, who issues it, when."""

from fupin_report.model.fields import Section, item, required
from fupin_report.model.values import Choice, PartialDate


class DocumentType(Choice):
    """文种类型."""

    PROGRESS = "progress", "工作情况汇报"
    VISIT = "visit", "走访调研情况"
    SEMIANNUAL = "semiannual", "半年工作总结"
    ANNUAL = "annual", "年度工作总结"
    RECTIFICATION = "rectification", "整改报告"
    FUNDS_NOTICE = "funds_notice", "资金公示"


_GENRES = ("汇报", "报告", "总结")


class SignatureAt(Choice):
    """署名和日期的位置."""

    END = "end", "文末"
    TITLE = "title", "题下"


class IssuerKind(Choice):
    """发文单位的性质. It decides how the text calls its issuer (see `Manuscript.voice`)."""

    TOWN_PARTY = "town_party", "乡镇党委"
    TOWN_GOV = "town_gov", "乡镇人民政府"
    TOWN_PARTY_GOV = "town_party_gov", "乡镇党委和人民政府"
    COMMUNITY = "community", "社区"
    COUNTY_DEPT = "county_dept", "县级部门"
    WORK_TEAM = "work_team", "工作队"
    VILLAGE = "village", "村"


_TOWN = ("我镇", "我乡", "我街道")
SELF_REFERENCES = {
    IssuerKind.TOWN_PARTY: _TOWN,
    IssuerKind.TOWN_GOV: _TOWN,
    IssuerKind.TOWN_PARTY_GOV: _TOWN,
    IssuerKind.COMMUNITY: ("我社区",),
    IssuerKind.COUNTY_DEPT: ("我单位", "我县", "我局", "我办", "我委", "我部", "我中心"),
    IssuerKind.WORK_TEAM: ("我队",),
    IssuerKind.VILLAGE: ("我村",),
}
"""How an issuer of each kind may speak of itself; the first where its name does not decide."""


class BasisDocument(Section, title="依据文件"):
    """依据文件: a document relied on."""

    title: str = required("标题", hint="不带书名号，如：关于印发《云岭县建档立卡工作实施方案》的通知")
    doc_number: str | None = item("发文字号", hint="如：云府办〔2014〕8号")
    issuer: str | None = item("发文机关", hint="如：云岭县扶贫开发领导小组")


class Manuscript(Section, key="document", title="文稿信息"):
    """文稿信息: kind, title, issuer and signature of the document."""

    type: DocumentType = required("文种类型")
    title: str = required("标题", hint="发文单位+时间+事由+文种，如：龙泉镇2015年上半年扶贫工作情况汇报")
    subtitle: str | None = item("副标题", hint="不带破折号，如：在全县扶贫工作会上的汇报")
    issuer: str = required("发文单位", hint="如：龙泉镇人民政府")
    issuer_kind: IssuerKind = required("单位性质")
    self_reference: str | None = item("自称", hint="不填时按单位性质，如：我镇")
    recipients: tuple[str, ...] = item("主送", hint="如：云岭县人民政府")
    salutation: str | None = item("称呼", hint="口头汇报用，如：尊敬的各位领导")
    doc_number: str | None = item("发文字号", hint="如：龙府发〔2015〕12号")
    sign_date: PartialDate = required("成文日期")
    signatory: tuple[str, ...] = required("落款单位", hint="如：龙泉镇人民政府")
    signature_at: SignatureAt = item(
        "署名位置", default=SignatureAt.END, hint="题下的，单位和日期写在标题下面，文末不再写"
    )
    basis_documents: tuple[BasisDocument, ...] = item("依据文件")
    occasion: str | None = item("缘由", hint="为何事、何会议而写，如：全县扶贫工作推进会")
    attachments: tuple[str, ...] = item("附件", hint="如：龙泉镇扶贫项目表")
    signer: tuple[str, ...] = item("签发人", hint="上行文才填，一人一条，如：王建国")
    copy_number: str | None = item("份号", hint="如：000001")
    secrecy: str | None = item("密级和保密期限", hint="如：秘密★1年")
    urgency: str | None = item("紧急程度", hint="如：特急")
    copy_to: tuple[str, ...] = item("抄送", hint="如：云岭县民政局")
    printed_by: str | None = item("印发机关", hint="如：龙泉镇党政办公室")
    printed_on: PartialDate | None = item("印发日期")
    remark: str | None = item("附注", hint="如：此件公开发布")
    draft: bool = item("草稿", default=False, hint="草稿可以留空白")

    @property
    def genre(self) -> str:
        """文种, as the title ends; the text speaks of itself by the same word."""
        return next((each for each in _GENRES if self.title.endswith(each)), "汇报")

    @property
    def voice(self) -> str:
        """自称: as given, or else what the issuer's kind and name call for (乡党委 → 我乡)."""
        name = self.issuer.replace("乡村", "")  # 镇乡村振兴办公室 is no 乡
        forms = SELF_REFERENCES[self.issuer_kind]
        return self.self_reference or max(forms, key=lambda form: name.rfind(form[1:]))
