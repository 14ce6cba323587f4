// carbone: a Word file with markers in braces.
const fs = require("fs");
const path = require("path");
const { promisify } = require("util");
const carbone = require("carbone");
const yaml = require("js-yaml");
const { main, readPage, texts } = require("../entry.js");

const render = promisify(carbone.render);

/** As its manual says: the template's path and the data, bytes come back. There is no public way to keep a template. */
function documented(material) {
  const { figures } = readPage(material);
  const template = path.join(material, "markers.docx");
  return async (data, out) => {
    const filled = texts(yaml.load(fs.readFileSync(data, "utf8")), figures);
    const values = Object.fromEntries(filled.map((text, index) => [`f${index + 1}`, text]));
    fs.writeFileSync(out, await render(template, values));
  };
}

main({ documented });
