// docxtemplater: a Word file with tags in braces.
const fs = require("fs");
const path = require("path");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");
const yaml = require("js-yaml");
const { main, readPage, texts } = require("../entry.js");

const OPTIONS = { paragraphLoop: true, linebreaks: true };

function values(data, figures) {
  const filled = texts(yaml.load(fs.readFileSync(data, "utf8")), figures);
  return Object.fromEntries(filled.map((text, index) => [`f${index + 1}`, text]));
}

/** As its manual says: read, unzip, compile, render, `toBuffer`; an instance renders once. */
function documented(material) {
  const { figures } = readPage(material);
  return (data, out) => {
    const content = fs.readFileSync(path.join(material, "braces.docx"), "binary");
    const document = new Docxtemplater(new PizZip(content), OPTIONS);
    document.render(values(data, figures));
    fs.writeFileSync(out, document.toBuffer());
  };
}

/** Keep the file's bytes. There is no public way to keep what was compiled. */
function fast(material) {
  const { figures } = readPage(material);
  const content = fs.readFileSync(path.join(material, "braces.docx"));
  return (data, out) => {
    const document = new Docxtemplater(new PizZip(content));
    document.render(values(data, figures));
    fs.writeFileSync(out, document.toBuffer());
  };
}

main({ documented, fast });
