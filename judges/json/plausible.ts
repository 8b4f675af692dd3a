// A value can have the right type and still be no answer: an age of 280, the name "string", a blank. Such values are detected by
// rules over keys and strings; anything the schema lists under enum or const is accepted.

const most = 20;

/** Keys for a person's age, in lower case without spaces, dashes and underscores. */
const ages = new Set(['age', 'userage', 'ageinyears', 'ageyears', 'currentage', '年龄', '年齡', '岁数', '周岁']);

/** Placeholder strings: values that were never filled in. */
const placeholders = new Set(
  (
    'string number integer boolean xxx placeholder example sample todo tbd fixme null undefined nan foo bar foobar dummy ' +
    '待定 待填 待填写 待补充 占位符 示例 样例 字符串 整数 填写 某某 某人'
  ).split(' '),
);

/** Implausible values in `value`, one line each, at most 20: `/age: 280 is not a whole number from 0 to 120`. */
export function implausible(value: unknown, listed: Set<string>): string[] {
  const found: string[] = [];
  const stack: { value: unknown; key: string; path: string }[] = [{ value, key: '', path: '' }];
  for (let one = stack.pop(); one !== undefined && found.length < most; one = stack.pop()) {
    const { value, key, path } = one;
    if (value !== null && typeof value === 'object') {
      // List items are checked under the list's own key: {"hobbies": ["hobbies"]}.
      const members = Array.isArray(value) ? value.map((item, i) => [String(i), item, key] as const) : keyed(value);
      for (const [name, member, under] of members.reverse()) stack.push({ value: member, key: under, path: `${path}/${name}` });
      continue;
    }
    const why = wrong(value, key, listed);
    if (why) found.push(`${path === '' ? 'the whole' : path.slice(0, 100)}: ${shown(value)} ${why}`);
  }
  return found;
}

function keyed(value: object): (readonly [string, unknown, string])[] {
  return Object.entries(value).map(([key, member]) => [key, member, key] as const);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

function wrong(value: unknown, key: string, listed: Set<string>): string | null {
  if (typeof value === 'string') {
    if (listed.has(value)) return null;
    if (value.trim() === '') return 'is blank';
    if (isPlaceholder(value, key)) return 'is a placeholder';
  }
  return ages.has(plain(key)) && !isAge(value) ? 'is not a whole number from 0 to 120' : null;
}

/** An integer from 0 to 120; if the schema allows a string, also "28", "28岁" or "28 years old". */
function isAge(value: unknown): boolean {
  if (value === null) return true; // whether it may be omitted is up to the schema
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= 120;
  const [, digits] = typeof value === 'string' ? (/^(\d{1,3}) ?(?:岁|周岁|歲|years?(?: old)?)?$/i.exec(value.trim()) ?? []) : [];
  return digits !== undefined && Number(digits) <= 120;
}

function isPlaceholder(value: string, key: string): boolean {
  if (value.length > 60) return false;
  const text = value.trim().normalize('NFKC').toLowerCase();
  if (placeholders.has(text) || (key !== '' && plain(text) === plain(key))) return true;
  return (
    /^(?:x{2,}|\*+|\?+|_+|-{2,}|\.{2,}|…+|。{2,}|·{2,})$/.test(text) || // xxx, ***, ..., ……
    /^(?:<[^<>]*>|\[[^[\]]*\]|\{\{?[^{}]*\}\}?|\$\{[^{}]*\}|%[a-z_]+%)$/.test(text) || // <name>, [city], {{job}}, ${age}
    /^(?:your|enter|insert) [a-z' -]{1,40}$/.test(text) || // your name, enter city here
    /^(?:某\p{Script=Han}{0,5}|\p{Script=Han}{1,3}某{1,2})$/u.test(text) || // 某城市, 张某, 张三某
    /^(?:请|在此|这里)(?:输入|填写|填入)\p{Script=Han}{0,8}$/u.test(text) // 请输入姓名
  );
}

function plain(key: string): string {
  return key.length > 60 ? key : key.toLowerCase().replace(/[\s_-]/g, '');
}
