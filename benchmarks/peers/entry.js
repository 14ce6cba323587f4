// What the Node entrants share: one report a process, or a loop that is told how long to run.
const fs = require("fs");
const path = require("path");
const readline = require("readline");

/** The characters of each figure, cut from a loaded YAML file. */
function texts(data, figures) {
  return figures.map((pieces) => pieces.map((each) => (typeof each === "string" ? each : cut(data, each))).join(""));
}

function cut(data, [keys, start, end]) {
  return String(keys.reduce((node, key) => node[key], data)).slice(start, end);
}

function readPage(material) {
  return JSON.parse(fs.readFileSync(path.join(material, "page.json"), "utf8"));
}

/** Read seconds from standard input until it ends; answer: reports written, seconds, processor seconds. */
async function loop(once) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const wanted = Number(line) * 1000;
    const begin = performance.now();
    const used = process.cpuUsage();
    let count = 0;
    let taken = 0;
    while ((taken = performance.now() - begin) < wanted) {
      await once();
      count += 1;
    }
    const { user, system } = process.cpuUsage(used);
    process.stdout.write(`${count} ${taken / 1000} ${(user + system) / 1e6}\n`);
  }
}

/** Run `script VARIANT MATERIAL DATA OUT [--loop]`. */
async function main(variants) {
  const [variant, material, data, out] = process.argv.slice(2, 6);
  const write = variants[variant](material);
  await (process.argv.includes("--loop") ? loop(() => write(data, out)) : write(data, out));
}

module.exports = { main, readPage, texts };
