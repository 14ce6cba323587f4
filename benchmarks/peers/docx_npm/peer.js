// docx (npm): the document and its styles are written in code.
const fs = require("fs");
const { AlignmentType, Document, Packer, Paragraph, TextRun } = require("docx");
const yaml = require("js-yaml");
const { main, readPage, texts } = require("../entry.js");

const FONT = { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "仿宋_GB2312" };
const MARGIN = { top: 2098, right: 1474, bottom: 1984, left: 1587 };

function styles(page) {
  const used = new Set(page.paragraphs.map((each) => each.style));
  const marks = new Set(page.paragraphs.flatMap((each) => each.runs.map((run) => run.style)).filter(Boolean));
  return {
    default: { document: { run: { font: FONT, size: 32 }, paragraph: { spacing: { line: 579, lineRule: "exact" } } } },
    paragraphStyles: [...used].map((id) => ({ id, name: id, basedOn: id === "Normal" ? undefined : "Normal", ...look(id) })),
    characterStyles: [...marks].map((id) => ({ id, name: id, run: { bold: true } })),
  };
}

function look(style) {
  if (style === "Title") return { run: { size: 44 }, paragraph: { alignment: AlignmentType.CENTER } };
  return { run: {}, paragraph: { indent: { firstLine: 640 } } };
}

/** As its manual says: sections of `Paragraph` and `TextRun` with style ids, `Packer.toBuffer`. */
function documented(material) {
  const page = readPage(material);
  return async (data, out) => {
    const figures = texts(yaml.load(fs.readFileSync(data, "utf8")), page.figures);
    const children = page.paragraphs.map((each) => paragraph(each, figures));
    const document = new Document({ styles: styles(page), sections: [{ properties: { page: { margin: MARGIN } }, children }] });
    fs.writeFileSync(out, await Packer.toBuffer(document));
  };
}

function paragraph({ style, right, runs }, figures) {
  return new Paragraph({
    style,
    indent: right ? { right: Number(right) } : undefined,
    children: runs.map((run) => new TextRun({ text: run.figure ? figures[run.figure - 1] : run.text, style: run.style || undefined })),
  });
}

main({ documented });
