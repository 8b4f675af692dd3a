// What does not hold, as `verify` says it.

export interface Fault {
  /** file, with a line if known: `records/m/d.jsonl:3` */
  where: string;
  what: string;
}
