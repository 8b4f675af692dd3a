// Modern Chinese pronunciation from pinyin: rhyme in the thirteen tracks (十三辙) and in 中华新韵 (2005), and tone.
import { pinyin } from 'pinyin-pro';

export interface Sound {
  /** one of the thirteen, e.g. 遥条; null for a character without a reading */
  track: string | null;
  /** one of the fourteen of 中华新韵, which separates zhi, chi, shi from yi */
  rhyme: string | null;
  /** level (1st and 2nd tone) or oblique (3rd, 4th); null for the neutral tone */
  tone: 'level' | 'oblique' | null;
}

const tracks: Record<string, string> = {
  发花: 'a ia ua',
  梭坡: 'o uo e',
  乜斜: 'ie ve ê',
  姑苏: 'u',
  一七: 'i v er',
  怀来: 'ai uai',
  灰堆: 'ei ui',
  遥条: 'ao iao',
  油求: 'ou iu',
  言前: 'an ian uan van',
  人辰: 'en in un vn',
  江阳: 'ang iang uang',
  中东: 'eng ing ueng ong iong',
};
const byFinal = new Map(
  Object.entries(tracks).flatMap(([track, finals]) => finals.split(' ').map((one) => [one, track] as const)),
);

/** The final of a syllable, as spelt in the table: yuan → van, you → iu, ju → v. */
function finalOf(syllable: string): string {
  const s = syllable.replaceAll('ü', 'v');
  const zero: Record<string, string> = { yi: 'i', wu: 'u', you: 'iu', wei: 'ui', wen: 'un', ye: 'ie' };
  if (zero[s]) return zero[s];
  if (/^yu/.test(s)) return `v${s.slice(2)}`;
  if (/^y[in]/.test(s)) return s.slice(1);
  if (/^y/.test(s)) return `i${s.slice(1)}`;
  if (/^w/.test(s)) return `u${s.slice(1)}`;
  const final = s.replace(/^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcs])/, '');
  return /^[jqx]u/.test(s) ? `v${final.slice(1)}` : final;
}

const known = new Map<string, Sound>();

function soundOf(reading: string): Sound {
  const before = known.get(reading);
  if (before) return before;
  const tone = Number(reading.at(-1));
  const syllable = reading.replace(/\d$/, '');
  const track = byFinal.get(finalOf(syllable)) ?? null;
  const flat = track === '一七' && /^(?:zh|ch|sh|r|z|c|s)i$/.test(syllable);
  const sound: Sound = {
    track,
    rhyme: flat ? '支' : track,
    tone: tone === 1 || tone === 2 ? 'level' : tone >= 3 ? 'oblique' : null,
  };
  known.set(reading, sound);
  return sound;
}

/** The sound of every character of a line of simplified Han characters, disambiguated by context. */
export function soundsOf(line: string): Sound[] {
  return pinyin(line, { type: 'array', toneType: 'num', toneSandhi: false }).map(soundOf);
}
