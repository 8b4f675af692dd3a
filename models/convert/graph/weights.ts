// Streams large tensors to external data files, so that at most one tensor is in memory. A new file is started before the shard
// size would be exceeded.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type ElementType, elementType, type TensorProto } from './onnx.js';

const inlineBytes = 1024; // smaller tensors are stored in the graph file itself
const alignment = 4096; // as ONNX advises: external data starts on a page boundary, so that it can be memory-mapped

export class Weights {
  private readonly written = new Map<string, TensorProto>();
  private shard = 0;
  private offset = 0;
  private handle: number;

  /** Files are named `<stem>.onnx_data`, `<stem>.onnx_data_1` and so on, in `folder`. No tensor may be larger than `shardBytes`. */
  constructor(
    private readonly folder: string,
    private readonly stem: string,
    readonly shardBytes: number,
  ) {
    this.handle = openSync(join(folder, this.location()), 'w');
  }

  /** The tensor with this name; only the first time is `bytes` called and its result written. */
  tensor(name: string, type: ElementType, dims: number[], bytes: () => Uint8Array): TensorProto {
    const known = this.written.get(name);
    if (known) return known;
    const data = bytes();
    const tensor: TensorProto = { dims, data_type: elementType[type], name };
    if (data.length < inlineBytes) tensor.raw_data = Uint8Array.from(data);
    else this.writeExternal(tensor, data);
    this.written.set(name, tensor);
    return tensor;
  }

  close(): void {
    closeSync(this.handle);
  }

  private location(): string {
    return `${this.stem}.onnx_data${this.shard ? `_${this.shard}` : ''}`;
  }

  private writeExternal(tensor: TensorProto, data: Uint8Array): void {
    let padding = -this.offset & (alignment - 1);
    if (this.offset && this.offset + padding + data.length > this.shardBytes) {
      closeSync(this.handle);
      this.shard++;
      this.offset = 0;
      padding = 0;
      this.handle = openSync(join(this.folder, this.location()), 'w');
    }
    write(this.handle, new Uint8Array(padding));
    write(this.handle, data);
    this.offset += padding;
    const external = { location: this.location(), offset: this.offset, length: data.length };
    tensor.external_data = Object.entries(external).map(([key, value]) => ({ key, value: String(value) }));
    tensor.data_location = 1;
    this.offset += data.length;
  }
}

function write(handle: number, data: Uint8Array): void {
  for (let done = 0; done < data.length; ) done += writeSync(handle, data, done, Math.min(data.length - done, 1 << 30));
}
