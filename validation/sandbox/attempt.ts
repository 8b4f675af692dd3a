// One attempt of a program to escape from the code judge, or to pass without being correct.

export interface Attempt {
  name: string;
  code: string;
  /**
   * observed to succeed in an interpreter without a guard (test/validation/sandbox/naive.mjs, Node.js 20), so that the attempt is
   * a real one
   */
  fires: boolean;
}
