// The checks of "kiosk verify", in its order: the signature first.
"use strict";

const CERTIFICATE_FORMAT = "venue-erasure-certificate/1";
const STARTED_FORMAT = "venue-erasure-started/1";
const CHECKS = ["signature", "fingerprint", "witness_signature", "format", "verdict_rule", "audit_log", "started_record"];
const encoder = new TextEncoder();

const hex = (bytes) => [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
const paperForm = (digits) => digits.slice(0, 40).toUpperCase().match(/.{4}/g).join(" ");
const sha256 = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

function fromBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

async function parseKey(pem) {
  const found = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/.exec(new TextDecoder().decode(pem));
  const der = found && fromBase64(found[1].replace(/\s/g, ""));
  // 30 2a 30 05 06 03 2b 65 70 03 21 00: an Ed25519 key and nothing else (RFC 8410).
  if (!der || der.length !== 44 || hex(der.slice(0, 12)) !== "302a300506032b6570032100") throw new Refused("bad_key");
  const key = await crypto.subtle.importKey("spki", der, { name: "Ed25519" }, true, ["verify"]);
  return { key, fingerprint: paperForm(await sha256(der)) };
}

async function holds(key, signature, content) {
  return signature.length === 64 && crypto.subtle.verify({ name: "Ed25519" }, key.key, signature, content);
}

// files: bytes by the names of the format; given: the fingerprint of the slip, or an empty text.
async function verifyFiles(files, given = "") {
  const answer = { result: "unusable", problems: [], checks: Object.fromEntries(CHECKS.map((id) => [id, "not_asked"])) };
  const certificate = files["erasure-certificate.json"];
  const missing = !certificate ? "file_missing" : !files["erasure-certificate.json.sig"] ? "no_signature" :
    !files["event-public-key.pem"] ? "no_key" : certificate.length > MOST_BYTES ? "too_long" : null;
  if (missing) return unusable(answer, missing);
  let key;
  try { key = await parseKey(files["event-public-key.pem"]); } catch { return unusable(answer, "bad_key"); }
  answer.sha256 = await sha256(certificate);
  answer.key = key.fingerprint;
  await settle(answer, "signature", () => checkSignature(files["erasure-certificate.json.sig"], key, certificate));
  if (answer.checks.signature === "ok") await lookInside(answer, files, key, given);
  if (!answer.unknown) answer.result = answer.problems.length ? "invalid" : "valid";
  return answer;
}

function unusable(answer, code) {
  answer.problems.push({ code, where: "" });
  return answer;
}

async function settle(answer, check, look) {
  const before = answer.problems.length;
  try {
    await look();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    answer.problems.push({ code: error.code, where: error.where });
  }
  answer.checks[check] = answer.problems.length === before ? "ok" : "failed";
}

async function checkSignature(signature, key, content) {
  if (signature.length !== 64) throw new Refused("signature_length");
  if (!(await holds(key, signature, content))) throw new Refused("signature_wrong");
}

async function lookInside(answer, files, key, given) {
  let tree = null;
  await settle(answer, "format", () => {
    tree = parseFile(files["erasure-certificate.json"]);
    if (typeof tree.format === "string" && tree.format !== CERTIFICATE_FORMAT) {
      answer.unknown = true;
      throw new Refused("unknown_format", "format");
    }
    requireShape({ $ref: "#/$defs/Certificate" }, tree);
    requireSense(tree);
    answer.certificate = tree;
  });
  if (answer.unknown) return;
  await settle(answer, "fingerprint", () => checkFingerprint(tree, key, given));
  const c = answer.certificate;
  if (!c) return;
  await settle(answer, "witness_signature", () => checkWitness(c, files));
  await settle(answer, "verdict_rule", () => { if (!statesWhatItShows(c)) throw new Refused("verdict_differs", "verdict"); });
  if (files["audit-log.jsonl"]) await settle(answer, "audit_log", () => checkLog(c, files["audit-log.jsonl"], key));
  if (files["erasure-started.json"]) await settle(answer, "started_record", () => checkStarted(c, files, key));
}

function checkFingerprint(tree, key, given) {
  if (tree?.signing?.event_key !== key.fingerprint) throw new Refused("fingerprint_differs", "signing.event_key");
  const digits = given.replace(/\s/g, "").toUpperCase();
  if (digits && digits.slice(0, 40) !== key.fingerprint.replace(/ /g, "")) throw new Refused("fingerprint_not_of_slip");
}

async function checkWitness(c, files) {
  if (c.people.witness === null) return;
  const signature = files["erasure-certificate.json.witness.sig"], pem = files["witness-public-key.pem"];
  let key = null;
  try { key = pem && (await parseKey(pem)); } catch { key = null; }
  if (!signature || !key) throw new Refused("witness_missing");
  if (key.fingerprint !== c.signing.witness_key) throw new Refused("witness_key_differs", "signing.witness_key");
  if (!(await holds(key, signature, files["erasure-certificate.json"]))) throw new Refused("witness_signature_wrong");
}

async function checkStarted(c, files, key) {
  const content = files["erasure-started.json"];
  if (!(await holds(key, files["erasure-started.json.sig"] ?? new Uint8Array(), content))) throw new Refused("started_signature_wrong");
  let tree;
  try {
    tree = parseFile(content);
    requireShape({ $ref: "#/$defs/Started" }, tree);
    requireRealTimes(tree);
  } catch { throw new Refused("started_unreadable"); }
  const rows = (list, names) => list.map((row) => JSON.stringify(names.map((name) => String(row[name])))).sort();
  const items = ["plugin", "item", "table", "count_before"], kinds = ["plugin", "kind", "files_before"];
  const agrees = same(rows(tree.items, items), rows(c.items, items)) && same(rows(tree.files, kinds), rows(c.files, kinds));
  if (!agrees || (await sha256(content)) !== c.record.started_sha256) throw new Refused("started_differs");
}

async function checkLog(c, content, key) {
  const facts = await readLog(content, key);
  if (!facts) throw new Refused("audit_log_invalid");
  const audit = c.audit;
  const ours = [facts.count, facts.head, facts.genesis, await sha256(content)];
  if (!same(ours, [audit.count, audit.head, audit.genesis, audit.sha256])) throw new Refused("audit_log_differs", "audit");
}
