// What the rest of this room needs of a queue, and nothing of BullMQ: tests have one in memory.

/** Something taken from a line: no other process gets it while it is held. */
export interface Taken<T> {
  id: string;
  data: T;
  /** Goes on holding it. False if it was lost meanwhile: another process may have it. */
  hold(): Promise<boolean>;
  /** It is done, and forgotten. False if it was lost meanwhile: it comes again. */
  finish(): Promise<boolean>;
  /** Another process may have it, after so many milliseconds. */
  putBack(ms: number): Promise<void>;
}

export interface Counts {
  waiting: number;
  taken: number;
}

/** A named line of things to do. Each is given out at least once: twice if its holder dies, or holds it no longer. */
export interface Line<T> {
  /** Adds what is not there by its id. An id has a letter in it and no colon. */
  add(items: { id: string; data: T }[]): Promise<void>;
  /** The next one, or null if none waits now, or no more are allowed for the moment. */
  take(): Promise<Taken<T> | null>;
  /** Everything that waits or is held. */
  all(): Promise<T[]>;
  counts(): Promise<Counts>;
  /** Removes everything. */
  clear(): Promise<void>;
}

export interface LineOptions {
  /** so many may be taken in a minute, by all processes together */
  perMinute?: number;
}

export interface Broker {
  /** its address, without name and password */
  where: string;
  /** what of the server's settings may lose jobs, a sentence each */
  warnings(): Promise<string[]>;
  line<T>(name: string, options?: LineOptions): Line<T>;
  close(): Promise<void>;
}
