// The page: files chosen or dropped, the answer in words.
"use strict";

const NAMES = [
  "erasure-certificate.json", "erasure-certificate.json.sig", "erasure-certificate.json.witness.sig",
  "event-public-key.pem", "witness-public-key.pem", "audit-log.jsonl", "erasure-started.json", "erasure-started.json.sig",
];
const chosen = {};
const element = (id) => document.getElementById(id);

function line(parent, text, kind = "") {
  const made = document.createElement("p");
  made.textContent = text;
  made.className = kind;
  parent.append(made);
}

async function takeFiles(list) {
  for (const file of list) if (NAMES.includes(file.name)) chosen[file.name] = new Uint8Array(await file.arrayBuffer());
  showFiles();
  await showAnswer();
}

function showFiles() {
  element("files").replaceChildren(...NAMES.map((name) => {
    const row = document.createElement("li");
    row.textContent = `${chosen[name] ? "○" : "－"} ${name}  ${WORDS.files[name]}`;
    return row;
  }));
}

async function showAnswer() {
  const place = element("answer"), given = element("fingerprint").value;
  place.replaceChildren();
  if (!Object.keys(chosen).length) return;
  if (given && !/^[0-9a-fA-F]{40}([0-9a-fA-F]{24})?$/.test(given.replace(/\s/g, ""))) return line(place, WORDS.bad_fingerprint, "no");
  let answer;
  try { answer = await verifyFiles(chosen, given); } catch { return line(place, WORDS.no_browser, "no"); }
  const c = answer.certificate;
  const verdict = answer.result === "valid" ? c.verdict : "";
  line(place, `${answer.result.toUpperCase()} ${verdict}`.trim(), answer.result === "valid" && verdict === "PASS" ? "big yes" : "big no");
  line(place, WORDS.results[answer.result === "valid" ? verdict : answer.result]);
  if (c) {
    if (c.sample) line(place, WORDS.sample, "no");
    line(place, WORDS.event.replace("{programme}", c.event.programme).replace("{id}", c.event.event_id));
    line(place, WORDS.level.replace("{level}", WORDS.levels[c.level]));
  }
  if (answer.sha256) {
    line(place, WORDS.sha256.replace("{sha256}", answer.sha256), "fixed");
    line(place, WORDS.key.replace("{fingerprint}", answer.key), "fixed");
    for (const id of CHECKS) line(place, `${WORDS.outcomes[answer.checks[id]]} ${WORDS.checks[id]}`);
  }
  for (const problem of answer.problems) line(place, `${WORDS.problems[problem.code]} [${problem.code}] ${problem.where}`, "no");
  if (answer.sha256 && !given) line(place, WORDS.compare, "no");
}

element("choose").addEventListener("change", (event) => takeFiles(event.target.files));
element("fingerprint").addEventListener("input", showAnswer);
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => { event.preventDefault(); takeFiles(event.dataTransfer.files); });
showFiles();
