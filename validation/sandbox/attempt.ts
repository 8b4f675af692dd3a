// One try of a program to get out of the code judge, or to be judged right without being right.

export interface Attempt {
  name: string;
  code: string;
  /** seen to succeed against an interpreter without a guard (test/validation/escapes/naive.mjs, Node.js 20): so the attempt is a real one */
  fires: boolean;
}
