// A value can have the right type and still be no answer: an age of 280, the name "string", a form handed back empty. Rules over
// keys and texts find such values; they are reported and cost nothing, since each of them is meant somewhere. What the schema lists
// under enum or const is meant.

const most = 20;

/** Keys for an age, in lower case without spaces, dashes and underscores. */
const ages = new Set(['age', 'userage', 'ageinyears', 'ageyears', 'currentage', '年龄', '年齡', '岁数', '周岁']);

/** Keys that only a person has, or that name one: beside or above them an age is a person's. A tree has a name, too. */
const persons = new Set(
  (
    'user person people employee student customer patient author member firstname lastname surname fullname username gender sex ' +
    'occupation job profession hobbies hobby email phone userage nationality birthday maritalstatus ' +
    '用户 使用者 人物 员工 学生 顾客 患者 姓名 性别 职业 工作 爱好 兴趣 兴趣爱好 电话 邮箱 国籍 生日 婚姻状况'
  ).split(' '),
);

/** Texts that stand in a form until somebody fills it in. */
const placeholders = new Set(
  'string xxx placeholder todo tbd fixme foobar lorem 待定 待填 待填写 待补充 占位符 示例 样例 字符串 某某 某人'.split(' '),
);

interface Place {
  value: unknown;
  key: string;
  path: string;
  /** whether the object that holds it is a person */
  person: boolean;
}

/** Values in `value` that look as if they were not meant, one line each, at most 20: `/age: -3 is no age`. */
export function implausible(value: unknown, listed: Set<string>): string[] {
  const found: string[] = [];
  let texts = 0;
  let blanks = 0;
  const stack: Place[] = [{ value, key: '', path: '', person: false }];
  for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
    const { value, path } = one;
    if (value !== null && typeof value === 'object') {
      for (const member of membersOf(one, value).reverse()) stack.push(member);
      continue;
    }
    if (typeof value === 'string') {
      texts++;
      if (value.trim() === '') blanks++;
    }
    const why = found.length < most ? wrong(one, listed) : null;
    if (why) found.push(`${path === '' ? 'the whole' : path.slice(0, 100)}: ${shown(value)} ${why}`);
  }
  // One blank text is a middle name that somebody does not have; where all are blank, nothing was filled in.
  return texts > 0 && texts === blanks && !listed.has('') ? ['the whole: all texts are blank', ...found].slice(0, most) : found;
}

function membersOf({ key, path, person }: Place, value: object): Place[] {
  // Paths are shown to 100 characters: deeper ones need not grow.
  const under = path.length > 100 ? () => path : (name: string) => `${path}/${name}`;
  // Items are checked under the list's own key: {"hobbies": ["hobbies"]}.
  if (Array.isArray(value)) return value.map((item, i) => ({ value: item, key, path: under(String(i)), person }));
  const entries = Object.entries(value);
  const isPerson = persons.has(plain(key)) || entries.some(([name]) => persons.has(plain(name)));
  return entries.map(([name, member]) => ({ value: member, key: name, path: under(name), person: isPerson }));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

function wrong({ value, key, person }: Place, listed: Set<string>): string | null {
  if (typeof value === 'string' && !listed.has(value) && isPlaceholder(value, key, person)) return 'is a placeholder';
  if (!ages.has(plain(key))) return null;
  if (typeof value === 'number' && value < 0) return 'is no age';
  return person && !isAge(value) ? 'is not a whole number from 0 to 120' : null;
}

/** An integer from 0 to 120; where the schema allows a text, also "28", "28岁" or "28 years old". */
function isAge(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= 120;
  if (typeof value !== 'string') return true; // whether it may be left out, or be something else, is up to the schema
  const [, digits] = /^(\d{1,3}) ?(?:岁|周岁|歲|years?(?: old)?)?$/i.exec(value.trim()) ?? [];
  return digits !== undefined && Number(digits) <= 120;
}

/** Keys whose value is a word of another program: the name of a type, of a state. */
const words = new Set(['type', 'kind', 'format', 'datatype', 'status', 'state', 'mode', 'id', 'name', 'title', 'tag', 'tags']);

function isPlaceholder(value: string, key: string, person: boolean): boolean {
  if (value.length > 60) return false;
  const text = value.trim().normalize('NFKC').toLowerCase();
  const name = plain(key);
  if (placeholders.has(text)) return !(text === 'string' && words.has(name));
  // {"city": "city"} of a person's form; not {"name": "name"} of a column, nor {"type": "type"} of a program
  if (/^(?:name|city|occupation|address|\p{Script=Han}{2,6})$/u.test(name) && plain(text) === name)
    return person || /\p{Script=Han}/u.test(name);
  return (
    /^(?:x{3,}|\*{3,}|\?{3,}|_{3,}|\.{3,}|…+|。{3,}|·{3,})$/.test(text) || // xxx, ***, ..., ……
    /^(?:<[\p{L}][\p{L} _-]*>|\[[\p{L}][\p{L} _-]*\]|\{\{? ?[\p{L}][\p{L} _-]* ?\}?\}|\$\{[\p{L}_]+\}|%[a-z_]+%)$/u.test(text) || // <name>, [city], {{job}}, ${age}
    /^(?:your|enter|insert) (?:name|city|age|job|occupation|address|e-?mail|phone|hobb\p{L}+|here|text|value|title|[\p{L}]+ here)(?: [\p{L}]+){0,2}$/u.test(
      text,
    ) || // your name, enter city here
    /^某(?:个?城市|个?公司|地|省|市|国|区|大学|学校|职业|人士)$/.test(text) ||
    /^[^某\P{Script=Han}]{2,3}某$/u.test(text) || // 张三某; but 张某 and 张某某 are how a name is kept back
    /^(?:请|在此|这里)(?:输入|填写|填入)\p{Script=Han}{0,8}$/u.test(text) // 请输入姓名
  );
}

function plain(key: string): string {
  return key.length > 60 ? key : key.toLowerCase().replace(/[\s_-]/g, '');
}
