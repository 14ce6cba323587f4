"""HTML: one self-contained page; what it says, and that nothing of the data becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

from fupin_report import document as d
from fupin_report.document import (
    Block,
    Document,
    Enumeration,
    Figure,
    Heading,
    Item,
    Paragraph,
    Text,
    plain_text,
)
from fupin_report.errors import RenderError
from fupin_report.layout import Face, Layout
from fupin_report.writers import html
from specimen import specimen
from trees import DOCUMENTS

PNG = b"\x89PNG\r\n\x1a\n rest"
_TEXT_TAGS = {"title", "h1", "h2", "h3", "h4", "h5", "p", "li", "th", "td", "caption", "figcaption"}
_EMPTY_TAGS = {"meta", "br", "img", "col"}


class Reading(HTMLParser):
    """What a page holds: tags with their attributes, and the text of the sheets without labels."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self._open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag == "br":
            self.handle_data("\n")
        if tag not in _EMPTY_TAGS:
            self._open.append((tag, attributes.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("main", "") in self._open and self._open[-1][1] != "label":
            if any(tag in _TEXT_TAGS for tag, _ in self._open):
                self.text += data
            else:
                assert data.strip("\n") == ""

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element of a tag."""
        return [attributes for each, attributes in self.tags if each == tag]


def page(*blocks: Block, **options: Any) -> str:
    """Return some blocks as a page."""
    return html.write(Document(blocks), Layout(), images=lambda _: PNG, **options).decode()


def main(*blocks: Block, **options: Any) -> str:
    """Return what stands on the sheet."""
    found = re.search(r'<section class="sheet">\n(.*)\n</section>', page(*blocks, **options), re.DOTALL)
    assert found
    return found[1]


def characters(document: Document) -> str:
    """Return every character of a tree in reading order."""
    leaves: Any = (Text, Figure, d.LineBreak)
    return "".join(plain_text((leaf,)) for leaf in document.walk(leaves))


@given(DOCUMENTS)
def test_every_character_comes_back(document: Document) -> None:
    """Whatever stands in a node, a parser finds it on the sheet, character for character."""
    for provenance in (True, False):
        written = html.write(document, Layout(), images=lambda _: PNG, provenance=provenance).decode()
        assert Reading(written).text == characters(document)


@given(DOCUMENTS)
def test_nothing_of_the_data_becomes_markup(document: Document) -> None:
    """There are no elements but our own, no styles in them, and every path is a tooltip."""
    reading = Reading(page(*document.blocks))
    assert {tag for tag, _ in reading.tags} <= _TEXT_TAGS | _EMPTY_TAGS | {
        *(
            "html",
            "head",
            "style",
            "body",
            "main",
            "section",
            "header",
            "nav",
            "details",
            "summary",
            "a",
            "ol",
        ),
        *("div", "span", "strong", "table", "thead", "tbody", "tr", "colgroup", "figure"),
    }
    assert not any("style" in attributes for _, attributes in reading.tags)
    figures = [each["title"] for each in reading.all("span") if "title" in each]
    assert figures == ["\n".join(figure.paths) for figure in document.figures()]


def test_the_policy_allows_the_style_sheet_and_no_more() -> None:
    """No script, nothing from the network, and the style sheet only as it is."""
    written = page(Paragraph((Text("甲"),)))
    style = re.search(r"<style>(.*)</style>", written, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    (policy,) = [each["content"] for each in Reading(written).all("meta") if "http-equiv" in each]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"https?:|@import|url\(|<script", written)


def test_tooltips_tell_what_the_caller_knows() -> None:
    """One line a path; without a caller's words the path alone; without provenance nothing."""
    node = Paragraph((Text("共"), Figure("12<", ("a.b", 'c["d"]')), Text("户")))
    told = main(node, describe=lambda path: f"录入 {path}（x.yaml:4）")
    assert told == (
        '<p>共<span class="figure" title="录入 a.b（x.yaml:4）&#10;录入 c[&quot;d&quot;]（x.yaml:4）">12&lt;</span>户</p>'
    )
    assert 'title="a.b&#10;c[&quot;d&quot;]"' in main(node)
    assert main(node, provenance=False, describe=str) == "<p>共12&lt;户</p>"


def test_headings_are_headings_and_listed() -> None:
    """A run-in heading too; each entry leads to its heading."""
    blocks = (
        Heading(1, (Text("概况"),), "一、"),
        Paragraph((Text("种核桃。"),), Heading(2, (Text("抓产业。"),), "（一）")),
        Enumeration(
            (Item((Text("甲；"),), "一是"), Item((Text("乙。"),), "二是")),
            Paragraph((), Heading(3, (Text("产业方面："),), "1.")),
        ),
    )
    assert main(*blocks) == (
        '<h2 id="h1"><span class="label">一、</span>概况</h2>\n'
        '<div class="run-in"><h3 id="h2"><span class="label">（一）</span>抓产业。</h3><p>种核桃。</p></div>\n'
        '<div class="run-in"><h4 id="h3"><span class="label">1.</span>产业方面：</h4>'
        '<p><span class="label">一是</span>甲；<span class="label">二是</span>乙。</p></div>'
    )
    nav = re.search(r"<ol>\n(.*?)</ol>", page(*blocks), re.DOTALL)
    assert nav
    assert nav[1] == (
        '<li class="level-1"><a href="#h1">一、概况</a></li>\n'
        '<li class="level-2"><a href="#h2">（一）抓产业</a></li>\n'
        '<li class="level-3"><a href="#h3">1.产业方面</a></li>\n'
    )
    assert "<nav" not in page(Paragraph((Text("甲"),)))


def test_tables_have_caption_head_and_columns() -> None:
    """Cells of the header say what they head; missing cells are empty ones."""
    cells = [d.Cell((Text(words),)) for words in ("村", "户数", "双河")]
    table = d.Table(((cells[0], cells[1]),), ((cells[2],),), ("left", "right"), (Text("各村"),), "表1")
    assert main(table) == (
        '<div class="table">\n<table>\n<caption><span class="label">表1　</span>各村</caption>\n'
        '<colgroup><col class="width-50"><col class="width-50"></colgroup>\n'
        '<thead>\n<tr><th scope="col">村</th><th scope="col">户数</th></tr>\n</thead>\n'
        '<tbody>\n<tr><td class="left">双河</td><td class="right"></td></tr>\n</tbody>\n</table>\n</div>'
    )
    assert ".width-50{width:50%}" in page(table)


def test_pictures_are_inside_the_page() -> None:
    """As data, with their caption for those who cannot see them."""
    image = d.Image("map.png", (Text("位<置"),), "图1")
    data = base64.b64encode(PNG).decode()
    assert main(image) == (
        f'<figure>\n<img src="data:image/png;base64,{data}" alt="位&lt;置">\n'
        '<figcaption><span class="label">图1　</span>位&lt;置</figcaption>\n</figure>'
    )


@pytest.mark.parametrize("content", [b"GIF89a", b"<svg onload='x'>", b""])
def test_other_pictures_are_refused(content: bytes) -> None:
    """Only PNG and JPEG, which cannot hold a script."""
    with pytest.raises(RenderError, match="只认得 PNG 和 JPEG"):
        html.write(Document((d.Image("a.gif"),)), Layout(), images=lambda _: content)


def test_a_picture_needs_somebody_to_read_it() -> None:
    """Without a way to read files there are no pictures."""
    with pytest.raises(RenderError, match="没有给出读取图片的办法"):
        html.write(Document((d.Image("a.png"),)), Layout())


def test_the_title_block_is_the_header_of_its_sheet() -> None:
    """A page break begins a new sheet."""
    title = d.Title((Text("清溪乡"), d.LineBreak(), Text("汇报")))
    byline = d.Byline(((Text("甲"),), (Text("乙"),)))
    text = page(title, byline, Paragraph((Text("丙"),)), d.PageBreak(), d.Title((Text("附表"),)))
    assert text.count('<section class="sheet">') == text.count("</section>") == 2
    assert (
        '<header>\n<h1>清溪乡<br>汇报</h1>\n<p class="byline">甲</p>\n<p class="byline">乙</p>\n</header>\n<p>丙</p>\n'
        in text
    )
    assert "<title>清溪乡汇报</title>" in text


def test_the_signature_stands_where_the_standard_wants_it() -> None:
    """The style sheet holds the distances of organ and date."""
    node = d.Signature(((Text("双河源镇人民政府"),),), (Text("2015年6月30日"),))
    assert main(node) == (
        '<div class="signature">\n<p class="organ inset-0">双河源镇人民政府</p>\n'
        '<p class="date inset-1">2015年6月30日</p>\n</div>'
    )
    assert ".inset-0{margin-right:calc(var(--zi)*2)}" in page(node)
    assert ".inset-1{margin-right:calc(var(--zi)*1.5)}" in page(node)


def test_attachments_are_a_list() -> None:
    """附件： once, a number before each name but a single one."""
    two = d.Attachments(((Text("名单"),), (Text("附表"),)))
    assert main(two) == (
        '<div class="attachments"><span class="label">附件：</span><ol>\n'
        '<li><span class="label">1.</span><span>名单</span></li>\n'
        '<li><span class="label">2.</span><span>附表</span></li>\n</ol>\n</div>'
    )
    assert "<li><span>名单</span></li>" in main(d.Attachments(((Text("名单"),),)))


def test_the_look_is_the_layouts() -> None:
    """Another layout, another style sheet: no millimetre and no face is typed anywhere else."""
    layout = Layout()
    other = replace(
        layout,
        page=replace(layout.page, left_mm=30, width_mm=212),
        faces=replace(layout.faces, kaiti=Face("霞鹜文楷")),
        body=replace(layout.body, size=15.5, line=560),
        page_number=replace(layout.page_number, position="center"),
    )
    style = html.write(Document((Paragraph((Text("甲"),)),)), other).decode()
    assert "@page{size:212mm 297mm;margin:37mm 26mm 35mm 30mm}" in style
    assert '"霞鹜文楷",serif' in style
    assert "calc(var(--pt)*15.5)/calc(var(--pt)*28)" in style
    assert "@bottom-center" in style
    assert "楷体_GB2312" not in style


def test_the_head_names_title_and_issuer() -> None:
    """From the properties, in Chinese."""
    properties = d.Properties("汇报 & <总结>", '甲"乡')
    text = html.write(Document((), properties), Layout()).decode()
    assert '<html lang="zh-CN">' in text
    assert "<title>汇报 &amp; &lt;总结&gt;</title>" in text
    assert '<meta name="author" content="甲&quot;乡">' in text


def test_every_kind_of_block_is_written_in_the_same_way_each_time() -> None:
    """The specimen has them all; the same tree gives the same bytes."""
    document = specimen()
    first, second = (html.write(document, Layout(), images=lambda _: PNG) for _ in range(2))
    assert first == second
    assert Reading(first.decode()).text == characters(document)


@pytest.mark.parametrize("text", ["a\x02b", "\x00", "\ud800", "\uffff"])
def test_control_characters_are_refused(text: str) -> None:
    """No page can hold them."""
    with pytest.raises(RenderError, match="控制字符"):
        page(Paragraph((Text(text),)))


def test_a_fifth_level_is_refused() -> None:
    """Headings have four levels."""
    with pytest.raises(RenderError, match="一至四级"):
        page(Heading(5, (Text("甲"),)))
