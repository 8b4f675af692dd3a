// How many requests of a run are open beside each other: what a time to the first word means depends on it.

export interface OpenRequest {
  /** at most so many were open while this one was, itself included */
  most: number;
  end(): void;
}

export class OpenRequests {
  private readonly open = new Set<OpenRequest>();

  begin(): OpenRequest {
    const one: OpenRequest = { most: 0, end: () => void this.open.delete(one) };
    this.open.add(one);
    for (const other of this.open) other.most = Math.max(other.most, this.open.size);
    return one;
  }
}
