// Binds numbers to the roles they count: "鸡有 23 只", "23 chickens", "鸡和兔分别有 23 只和 12 只".
import type Fraction from 'fraction.js';
import { type Found, numbersIn } from './number.js';
import { before, firstFrom, type Mention, mentions, type Roles } from './roles.js';

export interface Bound {
  /** the last number bound to each role */
  values: Map<string, Fraction>;
  /** whether a role got two numbers joined by "or" */
  hedged: boolean;
}

/** Units that are not roles: legs and heads are quantities of the problem, not of the answer. */
const otherUnit =
  /^\s?(?:条|只|个)?\s?(?:腿|脚|足|头|more\s?legs?\b|legs?\b|feet\b|foot\b|heads?\b|wheels?\b|轮子|元|dollars?\b|%)/i;
/** A role mentioned for its parts: 鸡的腿数, rabbit legs, "each rabbit has". */
const ofParts = /腿|脚|足|\bleg|\bfeet\b|\bfoot\b/i;
const single = /(?:\beach|\bevery|\bper|\ba|\bone|每|每只|每头|一只|1\s?只)\s?$/i;
/** "chickens and rabbits": a total belongs to neither */
const together = /^\s?(?:and|和|与|跟|及|、|,|\+)?\s?(?:the )?(?:number of )?$/i;
const measure = '(?:只|头|个|匹|条|辆|支|本|名|位|人|斤|张|棵|朵|more|of|the|small|little|white)';
const touching = new RegExp(`^[ \\t]?${measure}?[ \\t]?(?:的|是|为|are|is)?[ \\t]?\\(?$`, 'i');
const touched = /^[ \t]?(?:有|：|:|=|为|是)?[ \t]?$/;
const either = /^\s?(?:只|个|头)?\s?(?:或者|或|还是|or)\s?$/i;

/** "not 12 chickens and 23 rabbits", 不是鸡20只, up to the end of the clause or to what is said instead */
const denial =
  /(?:\b(?:not|rather than|instead of)\s{1,2}(?:the )?(?=\d)|(?:不是|并非|而非)(?=[^.,;!?。，；\n\d]{0,8}[\d一二两三四五六七八九十]))[^.,;!?。，；\n]*?(?=\bbut\b|而是|[.,;!?。，；\n]|$)/gi;

/** Binds the numbers of a text to roles. Of a written sum only the result counts: "35-23=12 只" gives 12. */
export function bind(all: string, roles: Roles): Bound {
  const text = withoutDenied(all);
  const named = mentions(text, roles);
  const numbers = results(text).filter(({ end }) => !otherUnit.test(text.slice(end, end + 14)));
  const inOrder = respectively(text, named, numbers);
  if (inOrder) return inOrder;
  const values = new Map<string, Fraction>();
  let hedged = false;
  let last: { role: string; number: Found } | null = null;
  let loose: Found | null = null;
  let used: Mention | null = null; // the mention used by the previous number
  for (const [i, number] of numbers.entries()) {
    const mention: Mention | null =
      labelled(text, named, number, used) ??
      following(text, named, number, numbers[i + 1], used) ??
      preceding(text, named, number, numbers[i - 1], used);
    const joined: string | null = last && either.test(text.slice(last.number.end, number.start)) ? last.role : null;
    const bound: string | null = mention?.role ?? joined;
    if (!bound) {
      loose = number;
      continue;
    }
    if (loose && either.test(text.slice(loose.end, number.start)) && !loose.value.equals(number.value)) hedged = true; // "23 or 24 chickens"
    loose = null;
    if (joined === bound && !values.get(bound)?.equals(number.value)) hedged = true;
    values.set(bound, number.value);
    last = { role: bound, number };
    used = mention ?? used;
  }
  return { values, hedged };
}

/** The text with what it denies blanked. */
export function withoutDenied(text: string): string {
  return text.replace(denial, (denied) => ' '.repeat(denied.length));
}

/** Numbers that are not operands of a written sum. */
function results(text: string): Found[] {
  const numbers = numbersIn(text);
  return numbers.filter((number, i) => {
    const next = numbers[i + 1];
    const ahead = text.slice(number.end, number.end + 8).replace(/^[只头个条\s()]+/, '');
    if (/^[+*×÷/]/.test(ahead) || /[*×÷/]\s?$/.test(text.slice(Math.max(0, number.start - 3), number.start))) return false;
    if (!next) return true;
    const between = text.slice(number.end, next.start).replace(/[只头个条\s()]/g, '');
    return !/^(?:[-x]|=)$/.test(between);
  });
}

/**
 * The role whose label directly precedes the number: "chickens: 23", "鸡 = 23", "| 鸡
 * 23", "鸡": 23.
 */
function labelled(text: string, named: Mention[], number: Found, used: Mention | null): Mention | null {
  const role = before(named, number.start);
  return role && role !== used && /^["' \t]{0,3}[:：=|][ \t"']{0,3}$/.test(text.slice(role.end, number.start)) ? role : null;
}

/** The role directly after a number: "23 chickens", "23 只鸡". In "鸡23只兔12只" each number belongs to the role before it instead. */
function following(text: string, named: Mention[], number: Found, next: Found | undefined, used: Mention | null): Mention | null {
  const role = named[firstFrom(named, number.end)];
  if (!role || (next && role.start > next.start) || !touching.test(text.slice(number.end, role.start))) return null;
  const own = before(named, number.start);
  const names = own && own !== used && touched.test(text.slice(own.end, number.start));
  return names && next && touched.test(text.slice(role.end, next.start)) ? null : role;
}

/** The role before a number in the same clause: "鸡有 23 只", "chickens: 23". */
function preceding(
  text: string,
  named: Mention[],
  number: Found,
  previous: Found | undefined,
  used: Mention | null,
): Mention | null {
  const role = before(named, number.start);
  if (!role || role === used || (previous && previous.start >= role.end)) return null;
  const beside = before(named, role.start);
  if (beside && beside !== used && beside.role !== role.role && together.test(text.slice(beside.end, role.start))) return null;
  const gap = text.slice(role.end, number.start).replace(/^[，,]\s?(?=一?共)/, '');
  if (
    gap.length > (gap.includes('=') ? 90 : 40) ||
    /[,，;；。!?\n]|\.(?!\d)/.test(gap) ||
    ofParts.test(gap.split('=', 1)[0] ?? '')
  )
    return null;
  return single.test(text.slice(Math.max(0, role.start - 6), role.start)) ? null : role;
}

/**
 * "鸡和兔分别有 23 只和 12 只", "chickens and rabbits: 23 and 12 respectively": as many numbers as roles, in the same order, in one
 * sentence.
 */
function respectively(text: string, named: Mention[], numbers: Found[]): Bound | null {
  for (const { index } of [...text.matchAll(/分别|respectively|依次|各(?:有|是|为)/gi)].slice(-20).reverse()) {
    const from = Math.max(...['。', '\n', '?', '？'].map((sign) => text.lastIndexOf(sign, index))) + 1;
    const length = /[。\n?？]/.exec(text.slice(index, index + 400))?.index ?? 400;
    const inside = numbers.filter(({ start }) => start >= from && start < index + length);
    const [first] = inside;
    if (!first) continue;
    const order = [...new Set(named.filter(({ start, end }) => start >= from && end <= first.start).map(({ role }) => role))];
    const behind = inside.slice(0, order.length);
    const last = behind.at(-1);
    if (order.length < 2 || behind.length < order.length || !last) continue;
    if (named.some(({ start }) => start > first.end && start < last.start)) continue; // each number has a role of its own
    return { values: new Map(order.map((role, i) => [role, (behind[i] as Found).value])), hedged: false };
  }
  return null;
}
