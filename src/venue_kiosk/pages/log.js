// The operation log: every line's form, the chain, the checkpoints, the seal.
"use strict";

const MOST_LINE_BYTES = 64 * 1024;
const CHECKPOINT_EVERY = 50;
const STRINGS = /"(?:[^"\\]|\\.)*"/gs;

const matches = (pattern) => (value) => typeof value === "string" && pattern.test(value);
const isInteger = (value) => typeof value === "number" || typeof value === "bigint";
const isShort = (value) => typeof value === "string" && length(value) >= 1 && length(value) <= 64 && !/\p{C}|(?! )\p{Z}/u.test(value);
const isHex64 = matches(/^[0-9a-f]{64}$/);
const isPaper = matches(/^[0-9A-F]{4}( [0-9A-F]{4}){9}$/);
const TIME = /^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-]([01][0-9]|2[0-3]):[0-5][0-9]$/;
const isTime = (value) => typeof value === "string" && TIME.test(value) && existsDay(value);

const ALWAYS = {
  seq: (value) => isInteger(value) && value >= 0,
  at: isTime,
  who: matches(/^(system|[A-Z][A-Za-z0-9-]{0,15})$/),
  act: matches(/^[a-z][a-z0-9_]*$/),
  prev: isHex64,
};
const MAYBE = {
  ref: matches(/^[0-9a-f]{16}$/),
  n: (value) => isObject(value) && Object.entries(value).every(([name, n]) => isShort(name) && isInteger(n)),
  why: isShort,
  lane: isShort,
  happened_at: isTime,
};
const OWN = {
  genesis: {
    format: (value) => value === "venue-audit-log/1",
    event_id: matches(/^[0-9a-f]{32}$/),
    event_key: isPaper,
    witness_key: (value) => value === null || isPaper(value),
    software_sha256: isHex64,
    plugins: (value) => Array.isArray(value) && value.every((each) =>
      isObject(each) && same(Object.keys(each).sort(), ["name", "sha256"]) && isShort(each.name) && isHex64(each.sha256)),
    checkpoint_every: (value) => value === CHECKPOINT_EVERY,
    sample: (value) => typeof value === "boolean",
  },
  checkpoint: { sig: (value) => typeof value === "string" && (fromBase64(value)?.length === 64) && btoa(atob(value)) === value },
  slip: { kind: (value) => value === "opening" || value === "midday" },
};

function parseLine(bytes) {
  if (bytes.length > MOST_LINE_BYTES) return null;
  let text, entry;
  try {
    text = decode(bytes);
    entry = new Reader(text).whole();
  } catch { return null; }
  if (!isObject(entry) || /[ \t\r\n]/.test(text.replace(STRINGS, ""))) return null;
  const needed = { ...ALWAYS, ...(typeof entry.act === "string" && Object.hasOwn(OWN, entry.act) ? OWN[entry.act] : {}) };
  const whole = Object.entries(needed).every(([name, fits]) => name in entry && fits(entry[name]));
  const known = Object.entries(entry).every(([name, value]) => name in needed || (Object.hasOwn(MAYBE, name) && MAYBE[name](value)));
  return whole && known ? entry : null;
}

// Returns the facts of a log that is valid under the key, else nothing.
async function readLog(content, key) {
  const lines = splitLines(content);
  if (lines === null) return null;
  let prev = "0".repeat(64), unsigned = 0, eventId = "", genesis = "", sealed = 0;
  for (const [seq, line] of lines.entries()) {
    const entry = parseLine(line);
    if (entry === null || entry.seq !== seq || entry.prev !== prev || (entry.act === "genesis") !== (seq === 0)) return null;
    if (sealed && !(entry.act === "checkpoint" && sealed === 1)) return null;
    if (sealed || entry.act === "log_sealed") sealed += 1;
    prev = await sha256(line);
    if (seq === 0) {
      if (entry.event_key !== key.fingerprint) return null;
      [eventId, genesis] = [entry.event_id, prev];
    }
    unsigned = entry.act === "checkpoint" ? 0 : unsigned + 1;
    if (unsigned > CHECKPOINT_EVERY) return null;
    if (entry.act === "checkpoint" && !(await checkpointHolds(entry, eventId, key))) return null;
  }
  return sealed === 1 ? null : { count: lines.length, head: prev, genesis };
}

function splitLines(content) {
  if (content.length === 0 || content[content.length - 1] !== 10) return null;
  const lines = [];
  for (let from = 0; from < content.length; ) {
    const to = content.indexOf(10, from);
    lines.push(content.slice(from, to));
    from = to + 1;
  }
  return lines;
}

async function checkpointHolds(entry, eventId, key) {
  const message = encoder.encode(`venue-audit-checkpoint/1\n${eventId}\n${entry.seq}\n${entry.prev}\n`);
  return holds(key, fromBase64(entry.sig), message);
}
