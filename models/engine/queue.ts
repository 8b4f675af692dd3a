// Queue of prompts for a decode loop, which takes one whenever its batch has a free slot. Prompts can be added while it runs.

export class Queue<T> {
  private readonly items: T[] = [];
  private wake: () => void = () => {};
  private ended = false;

  constructor(items: Iterable<T> = [], ended = false) {
    this.items.push(...items);
    this.ended = ended;
  }

  push(item: T): void {
    this.items.push(item);
    this.wake();
  }

  /** Nothing will be added after this. */
  end(): void {
    this.ended = true;
    this.wake();
  }

  /** The next one; undefined if there is none at the moment. */
  take(): T | undefined {
    return this.items.shift();
  }

  /** Resolves to true once there is something to take, to false if nothing more will come. */
  async more(): Promise<boolean> {
    while (this.items.length === 0 && !this.ended)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.items.length > 0;
  }
}
