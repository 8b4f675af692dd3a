// Functions on times, days and durations.
import { type Template, template } from './template.js';

const two = (n: number) => String(n).padStart(2, '0');
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clock = (minutes: number) => {
  const ofDay = ((minutes % 1440) + 1440) % 1440;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
};

type Day = [year: number, month: number, day: number];
const before = (a: Day, b: Day) => a[1] < b[1] || (a[1] === b[1] && a[2] < b[2]);

type Span = [start: number, end: number];
const merged = (spans: Span[]): Span[] =>
  [...spans]
    .sort((a, b) => a[0] - b[0])
    .reduce<Span[]>((all, [start, end]) => {
      const last = all.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else all.push([start, end]);
      return all;
    }, []);

const commonest = (hours: number[]) => {
  const count = (hour: number) => hours.filter((one) => one === hour).length;
  return [...hours].sort((a, b) => count(b) - count(a) || a - b)[0] ?? null;
};

export const times: Template[] = [
  template(
    1,
    'weekday_after(day, n)',
    '星期用 0 到 6 的整数表示，返回 day 之后第 n 天是星期几；n 可以是负数或 0',
    'returns the weekday n days after day, where weekdays are whole numbers from 0 to 6 and n may be negative or 0',
    (day: number, n: number) => (((day + n) % 7) + 7) % 7,
    [
      [0, 1],
      [6, 1],
      [3, 0],
      [2, 14],
      [1, -3],
      [0, -15],
    ],
  ),
  template(
    1,
    'format_clock(seconds)',
    '把 0 到 86399 的秒数写成 "hh:mm:ss" 形式的字符串，每部分两位数字',
    'writes a number of seconds from 0 to 86399 as a string "hh:mm:ss" with two digits in each part',
    (seconds: number) => [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':'),
    [[0], [59], [60], [3661], [45296], [86399]],
  ),
  template(
    1,
    'days_in_month(month)',
    '返回平年中第 month 月（1 到 12）的天数',
    'returns the number of days of month number month, from 1 to 12, in a year that is not a leap year',
    (month: number) => new Date(Date.UTC(2023, month, 0)).getUTCDate(),
    [[1], [2], [4], [7], [8], [11], [12]],
  ),
  template(
    2,
    'add_minutes(time, minutes)',
    '返回 24 小时制时间 "hh:mm" 加上 minutes 分钟后的时间，仍写成 "hh:mm"；minutes 可以是负数，超过一天时从 00:00 重新开始',
    'returns the time of the 24-hour clock, written as "hh:mm", that is minutes minutes after time; minutes may be negative, and the clock starts again at 00:00',
    (time: string, minutes: number) => clock(minutesOf(time) + minutes),
    [
      ['08:15', 30],
      ['23:50', 20],
      ['00:00', 0],
      ['00:05', -10],
      ['12:00', 1440],
      ['09:59', 1],
    ],
  ),
  template(
    2,
    'minutes_between(start, end)',
    '返回从时间 start 到时间 end 的分钟数，两者都是 "hh:mm" 形式；end 比 start 早时指第二天的 end，相同时返回 0',
    'returns the minutes from the time start to the time end, both written as "hh:mm", where an end that is earlier than start is on the next day and equal times give 0',
    (start: string, end: string) => (minutesOf(end) - minutesOf(start) + 1440) % 1440,
    [
      ['08:00', '09:30'],
      ['22:00', '06:00'],
      ['10:10', '10:10'],
      ['00:01', '00:00'],
      ['00:00', '23:59'],
    ],
  ),
  template(
    2,
    'day_of_year(month, day)',
    '返回平年中 month 月 day 日是这一年的第几天（1 月 1 日是第 1 天）',
    'returns which day of the year day of month is, in a year that is not a leap year, where 1 January is day 1',
    (month: number, day: number) => (Date.UTC(2023, month - 1, day) - Date.UTC(2022, 11, 31)) / 86_400_000,
    [
      [1, 1],
      [1, 31],
      [3, 1],
      [7, 15],
      [12, 31],
    ],
  ),
  template(
    2,
    'is_time(text)',
    '判断字符串是不是 "hh:mm" 形式的 24 小时制时间：正好五个字符，小时 00 到 23，分钟 00 到 59；返回 True 或 False',
    'tells whether a string is a time of the 24-hour clock written as "hh:mm", that is, exactly five characters with hours from 00 to 23 and minutes from 00 to 59, and returns True or False',
    (text: string) => /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(text),
    [['00:00'], ['23:59'], ['24:00'], ['12:60'], ['9:30'], [''], ['ab:cd'], ['12-30']],
  ),
  template(
    2,
    'full_years(birth, today)',
    '返回从出生日期 birth 到 today 满多少岁，两个日期都写成列表 [年, 月, 日]；生日当天算满',
    'returns how many full years old someone is, where birth and today are dates written as lists [year, month, day] and a year is full on the birthday itself',
    (birth: Day, today: Day) => today[0] - birth[0] - Number(before(today, birth)),
    [
      [
        [2000, 5, 20],
        [2020, 5, 20],
      ],
      [
        [2000, 5, 20],
        [2020, 5, 19],
      ],
      [
        [1990, 12, 1],
        [2026, 3, 31],
      ],
      [
        [2024, 1, 10],
        [2024, 11, 2],
      ],
      [
        [1985, 3, 30],
        [2026, 4, 1],
      ],
    ],
  ),
  template(
    2,
    'overlap(a, b)',
    '返回两个时间段重叠的长度，每段写成列表 [开始, 结束]，都是整数；不重叠或只碰到端点时返回 0',
    'returns the length of the overlap of two spans, each a list [start, end] of whole numbers, and 0 if they do not overlap or only touch',
    (a: Span, b: Span) => Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0])),
    [
      [
        [1, 5],
        [3, 8],
      ],
      [
        [3, 8],
        [1, 5],
      ],
      [
        [0, 2],
        [2, 4],
      ],
      [
        [0, 10],
        [4, 6],
      ],
      [
        [-5, -1],
        [0, 3],
      ],
      [
        [-3, 3],
        [-3, 3],
      ],
    ],
  ),
  template(
    2,
    'busiest_hour(hours)',
    '返回整数列表 hours 中出现次数最多的小时；次数相同时返回较小的；列表为空时返回 None',
    'returns the hour that occurs most often in the list hours of whole numbers, the smaller of equally frequent ones, or None if the list is empty',
    commonest,
    [[[8, 9, 8]], [[]], [[17, 5, 17, 5]], [[0]], [[23, 0, 23, 0, 12]], [[7, 7, 3, 3, 3]]],
  ),
  template(
    3,
    'read_duration(text)',
    '读出形如 "2h 5m"、"3h" 或 "45m" 的时长，返回总分钟数：可以只有小时或只有分钟，两者之间有一个空格；空字符串返回 0',
    'reads a duration such as "2h 5m", "3h" or "45m" and returns its minutes in all: hours or minutes may be left out, one space stands between them, and an empty string gives 0',
    (text: string) => Number(/(\d+)h/.exec(text)?.[1] ?? 0) * 60 + Number(/(\d+)m/.exec(text)?.[1] ?? 0),
    [['2h 5m'], ['3h'], ['45m'], [''], ['0h 0m'], ['10h 90m']],
  ),
  template(
    3,
    'merge_spans(spans)',
    '合并列表中重叠或首尾相接的时间段，每段写成列表 [开始, 结束]，顺序任意；返回按开始排列的列表，仍写成列表',
    'merges the spans of a list, each a list [start, end], given in any order, that overlap or touch, and returns the list of spans that result, as lists and in ascending order of start',
    merged,
    [
      [
        [
          [1, 3],
          [2, 6],
          [8, 10],
        ],
      ],
      [[]],
      [
        [
          [4, 5],
          [1, 4],
        ],
      ],
      [
        [
          [5, 6],
          [1, 2],
        ],
      ],
      [
        [
          [1, 10],
          [2, 3],
          [4, 5],
        ],
      ],
      [
        [
          [0, 0],
          [0, 0],
        ],
      ],
    ],
  ),
];
