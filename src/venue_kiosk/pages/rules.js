// Rules P1 to P12: the verdict from the certificate's own members.
"use strict";

const RULE_CODES = {
  P1: ["not_zero", "count_mismatch", "nothing_to_erase"],
  P2: ["file_left", "not_overwritten"],
  P3: ["key_copy_left", "not_read_back", "card_missing"],
  P4: ["hits", "volume_not_read", "too_few_needles"],
  P5: ["no_challenge", "no_ward_canary", "canary_not_seen"],
  P6: ["chain_broken", "slip_differs", "slip_missing"],
  P7: ["no_receipt", "receipt_differs"],
  P8: ["same_person", "no_witness", "too_far_apart"],
  P9: ["residue_found", "surroundings_unsafe", "not_checkable"],
  P10: ["plugin_found", "plugin_not_confirmed"],
  P11: ["database_damaged", "rolled_back"],
  P12: ["step_failed", "record_incomplete", "times_out_of_order"],
};

const isNull = (value) => value === null;
const length = (text) => [...text].length;
const when = (time) => Date.parse(time);

function judge(c) {
  const worst = {};
  for (const rule of Object.keys(RULE_CODES)) {
    const broken = () => { worst[rule] = 2; };
    const unmeasured = () => { worst[rule] = Math.max(worst[rule] ?? 0, 1); };
    RULES[rule](c, broken, unmeasured);
  }
  const most = Math.max(0, ...Object.values(worst));
  return { verdict: ["PASS", "UNKNOWN", "FAILED"][most], rules: Object.keys(worst) };
}

function statesWhatItShows(c) {
  const { verdict, rules } = judge(c);
  const theirs = [...new Set(c.reasons.map((reason) => reason.rule))];
  return c.verdict === verdict && (c.document === "certificate") === (verdict === "PASS") &&
    same([...rules].sort(), theirs.sort()) &&
    c.reasons.every((reason) => [...RULE_CODES[reason.rule], "not_measured"].includes(reason.code));
}

const RULES = {
  P1(c, broken, unmeasured) {
    for (const row of c.items) {
      if (row.count_after > 0) broken();
      if (isNull(row.count_before) || isNull(row.count_after)) unmeasured();
      else if (!isNull(row.count_handed_over) && row.count_handed_over !== row.count_before) broken();
    }
    if (!c.items.some((row) => row.count_before > 0)) unmeasured();
  },
  P2(c, broken, unmeasured) {
    for (const row of c.files) {
      if (row.files_after > 0) broken();
      if ([row.files_before, row.overwritten, row.files_after].some(isNull)) unmeasured();
      else if (row.overwritten !== row.files_before) broken();
    }
  },
  P3(c, broken, unmeasured) {
    for (const kind of ["slots", "memory"]) if (c.key_copies.filter((copy) => copy.kind === kind).length !== 1) broken();
    for (const copy of c.key_copies) {
      if (copy.state === "left") broken();
      if (copy.state === "missing" || copy.state === "unknown") unmeasured();
      if (copy.kind !== "slots") continue;
      if (copy.markers_left > 0) broken();
      if (sectors(copy).some((n) => !isNull(n) && n !== 128)) broken();
      if ([...sectors(copy), copy.markers_left].some(isNull)) unmeasured();
    }
  },
  P4(c, broken, unmeasured) {
    const scan = c.scan, volume = c.media.volume.bytes, basic = c.level === "basic";
    if (scan.hits > 0 || scan.hits_by_needle.some((row) => row.hits > 0)) broken();
    if (isNull(scan.hits)) unmeasured();
    const read = basic && scan.coverage === "files"
      ? !isNull(scan.read_mode) && !isNull(scan.bytes_read) && scan.unreadable_bytes === 0
      : scan.coverage === "volume" && scan.read_mode === "direct" && scan.unreadable_bytes === 0 &&
        !isNull(volume) && scan.bytes_read === volume && scan.volume_bytes === volume;
    const enough = (scan.needles ?? 0) >= 20 && new Set(scan.encodings).size >= 7;
    if (!read || !enough || !(basic || scan.needles_by_kind.slot_marker >= 1)) unmeasured();
  },
  P5(c, broken, unmeasured) {
    const ward = c.ward, full = c.level === "full";
    if (length(ward.challenge) < 8 && (full || ward.challenge !== "")) unmeasured();
    if (full && ward.canaries.length === 0) unmeasured();
    if (c.scan.needles_by_kind.ward_canary < 7 * ward.canaries.length) unmeasured();
    if (ward.canaries.some((canary) => canary.in_hand_over === false)) broken();
    if (ward.canaries.some((canary) => isNull(canary.in_hand_over))) unmeasured();
  },
  P6(c, broken, unmeasured) {
    const audit = c.audit;
    if (audit.chain_valid === false) broken();
    if (isNull(audit.chain_valid)) unmeasured();
    for (const kind of ["opening", "closing"]) if (!audit.slips.some((slip) => slip.kind === kind)) unmeasured();
    for (const slip of audit.slips) {
      const other = slip.kind === "closing" && (slip.count !== audit.count || slip.head !== paperForm(audit.head));
      if (slip.agreed === false || other) broken();
      else if (isNull(slip.agreed) && c.level === "full") unmeasured();
    }
  },
  P7(c, broken, unmeasured) {
    const receipt = c.hand_over;
    if (receipt.receipt_code_matched === false) broken();
    else if (!(receipt.receipt_number && receipt.receipt_date && receipt.receipt_code_matched)) unmeasured();
  },
  P8(c, broken, unmeasured) {
    const { operator, witness } = c.people, times = c.authorisation;
    if (isNull(witness)) unmeasured();
    else if (witness.id === operator.id) broken();
    if (isNull(times.operator_at) || isNull(times.witness_at)) unmeasured();
    else if (Math.abs(when(times.operator_at) - when(times.witness_at)) > Number(times.window_s) * 1000) broken();
  },
  P9(c, broken, unmeasured) {
    const required = RESIDUE.slice(0, RESIDUE.indexOf("print_spool"));
    for (const row of c.residue) {
      const excused = c.level === "basic" && ["swap", "hibernation", "core_dumps"].includes(row.code);
      if (row.finding === "found") broken();
      else if (row.finding === "unsafe" && !(excused && c.scope.does_not_cover.length > 0)) unmeasured();
      else if (row.state === "not_checkable" && required.includes(row.code) && !excused) unmeasured();
    }
  },
  P10(c, broken, unmeasured) {
    for (const plugin of c.plugins) {
      if (plugin.witness === "found") broken();
      else if (plugin.witness === "not_confirmed") unmeasured();
    }
  },
  P11(c, broken, unmeasured) {
    if (c.databases.length === 0) unmeasured();
    for (const row of c.databases) {
      if (row.integrity_check === "failed" || row.cipher_bad_pages > 0 || row.checkpointed === false) broken();
      if (row.rollback_check === "failed") broken();
      if ([row.checkpointed, row.integrity_check, row.cipher_bad_pages, row.rollback_check].some(isNull)) unmeasured();
    }
  },
  P12(c, broken, unmeasured) {
    const record = c.record, started = when(record.started_at), finished = when(record.finished_at);
    for (const step of STEPS) {
      const result = record.steps.find((row) => row.step === step)?.result;
      if (result === "failed") broken();
      else if (result !== "done") unmeasured();
    }
    const typed = [c.authorisation.operator_at, c.authorisation.witness_at].filter((at) => !isNull(at));
    const ordered = record.steps.every((row) => started <= when(row.at) && when(row.at) <= finished) &&
      started <= finished && finished <= when(c.issued_at) && typed.every((at) => when(at) <= started);
    if (!ordered) broken();
  },
};
