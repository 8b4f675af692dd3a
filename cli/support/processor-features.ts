// What the processor says it can do, where that may decide the last bits of a sum.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const telling = /^(sse4_[12]|avx.*|fma|f16c|amx.*|asimd.*|sve.*|i8mm|bf16|fphp|neon)$/;

/** Names as Linux or macOS has them, in order; none where the system does not say (Windows). An emulator may say what its host has. */
export function processorFeatures(): string[] {
  const words = process.platform === 'linux' ? linux() : process.platform === 'darwin' ? mac() : [];
  return [...new Set(words.map((word) => word.toLowerCase()).filter((word) => telling.test(word)))].sort();
}

function linux(): string[] {
  try {
    return /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.trim().split(/\s+/) ?? [];
  } catch {
    return [];
  }
}

/** `hw.optional.avx2_0: 1`, `hw.optional.arm.FEAT_BF16: 1` */
function mac(): string[] {
  try {
    const text = execFileSync('sysctl', ['hw.optional'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return [...text.matchAll(/^hw\.optional\.(?:arm\.)?(?:FEAT_)?(\w+?)(?:_0)?: 1$/gim)].map(([, name = '']) => name);
  } catch {
    return [];
  }
}
