// Families whose answer is one number: travel, spacing, averages.
import { integer } from '../../../harness/core/random.js';
import { type Family, people, turn } from './template.js';

/** Distance; meeting; catching up. */
export const travel: Family = (random, i, level) => {
  const [name, english] = turn(people, i + 2);
  const [friend, friendly] = turn(people, i + 3);
  const [v, t] = [integer(random, 3, 6) * 10, integer(random, 2, 2 + 2 * level)];
  if (level === 1) {
    const [zh, en] = turn(
      [
        [
          `一辆汽车每小时行 ${v} 千米，${t} 小时行多少千米？`,
          `A car drives ${v} kilometres an hour. How many kilometres does it drive in ${t} hours?`,
        ],
        [
          `火车以每小时 ${v} 千米的速度开了 ${t} 小时，一共走了多少千米？`,
          `A train travels for ${t} hours at ${v} kilometres an hour. How far does it go, in kilometres?`,
        ],
      ] as const,
      i,
    );
    return { facts: { speed: v, hours: t }, zh: { input: zh, target: v * t }, en: { input: en, target: v * t } };
  }
  if (level === 2) {
    const w = integer(random, 3, 6) * 10 + 5;
    const gap = (v + w) * t;
    return {
      facts: { speedA: v, speedB: w, gap },
      zh: {
        input: turn(
          [
            `甲、乙两地相距 ${gap} 千米。两辆车同时从两地相对开出，一辆每小时行 ${v} 千米，另一辆每小时行 ${w} 千米。几小时后相遇？`,
            `客车每小时行 ${v} 千米，货车每小时行 ${w} 千米。它们同时从相距 ${gap} 千米的两座城市出发，相向而行，经过几小时碰面？`,
          ],
          i,
        ),
        target: t,
      },
      en: {
        input: turn(
          [
            `Two towns are ${gap} kilometres apart. Two cars leave them at the same moment and drive towards each other, one at ${v} and one at ${w} kilometres an hour. After how many hours do they meet?`,
            `A coach does ${v} kilometres an hour and a lorry ${w}. They start at the same time from two cities that are ${gap} kilometres apart and head towards one another. How many hours pass before they meet?`,
          ],
          i,
        ),
        target: t,
      },
    };
  }
  const [slow, ahead] = [integer(random, 5, 7) * 10, integer(random, 2, 6)];
  const fast = slow + 10 * integer(random, 1, 4);
  const start = (fast - slow) * ahead;
  return {
    facts: { slow, fast, start },
    zh: {
      input: turn(
        [
          `${name}每分钟走 ${slow} 米，已经走出 ${start} 米。${friend}从同一地点出发去追，每分钟走 ${fast} 米。${friend}几分钟能追上${name}？`,
          `${friend}跑步每分钟 ${fast} 米，${name}每分钟 ${slow} 米，${name}在前面 ${start} 米处，两人同时同向起跑。多少分钟后${friend}追上${name}？`,
        ],
        i,
      ),
      target: ahead,
    },
    en: {
      input: turn(
        [
          `${english} walks ${slow} metres a minute and is already ${start} metres away. ${friendly} sets out from the same place and follows at ${fast} metres a minute. After how many minutes does ${friendly} catch up?`,
          `${friendly} runs ${fast} metres a minute and ${english} runs ${slow}. ${english} starts ${start} metres in front, and both start at the same time in the same direction. How many minutes does ${friendly} need to catch up?`,
        ],
        i,
      ),
      target: ahead,
    },
  };
};

/** Posts and gaps: trees along a road, around a pond, cuts, floors. */
export const spacing: Family = (random, i, level) => {
  const kind = i % 4;
  const [step, gaps] = [integer(random, 2, 2 + 2 * level), integer(random, 2, 5 * level)];
  const length = step * gaps;
  if (kind === 0)
    return {
      facts: { length, step },
      zh: { input: `在一条长 ${length} 米的小路一侧种树，每隔 ${step} 米种一棵，两端都种。一共要种多少棵树？`, target: gaps + 1 },
      en: {
        input: `Trees are planted along one side of a path ${length} metres long, one every ${step} metres, with a tree at both ends. How many trees are needed?`,
        target: gaps + 1,
      },
    };
  if (kind === 1)
    return {
      facts: { around: length, step },
      zh: { input: `圆形池塘一周长 ${length} 米，沿着池塘每隔 ${step} 米放一盆花。一共放多少盆花？`, target: gaps },
      en: {
        input: `A round pond measures ${length} metres around its edge. A flower pot is placed every ${step} metres along the edge. How many pots is that?`,
        target: gaps,
      },
    };
  if (kind === 2)
    return {
      facts: { pieces: gaps + 1, minutes: step },
      zh: { input: `把一根木头锯成 ${gaps + 1} 段，每锯一次要 ${step} 分钟。一共需要多少分钟？`, target: gaps * step },
      en: {
        input: `A log is sawn into ${gaps + 1} pieces, and every cut takes ${step} minutes. How many minutes does it take in all?`,
        target: gaps * step,
      },
    };
  return {
    facts: { bottom: 1, top: gaps + 1, steps: step + 10 },
    zh: {
      input: `每上一层楼要走 ${step + 10} 级台阶，从 1 楼走到 ${gaps + 1} 楼一共要走多少级台阶？`,
      target: gaps * (step + 10),
    },
    en: {
      input: `From each floor to the next there are ${step + 10} steps. How many steps lead from floor 1 to floor ${gaps + 1}?`,
      target: gaps * (step + 10),
    },
  };
};

/** The mean of two, of four; a missing mark. */
export const averages: Family = (random, i, level) => {
  const [name, english] = turn(people, i + 4);
  const mean = integer(random, 5, 10) * level * 3;
  const off = integer(random, 1, 4);
  if (level === 1) {
    const [a, b] = [mean - off, mean + off];
    const [zh, en] = turn(
      [
        [
          `${name}第一天读了 ${a} 页书，第二天读了 ${b} 页。平均每天读多少页？`,
          `${english} reads ${a} pages on the first day and ${b} pages on the second. How many pages is that a day on average?`,
        ],
        [
          `两个班分别有 ${a} 人和 ${b} 人，平均每班多少人？`,
          `Two classes have ${a} and ${b} pupils. What is the average number of pupils in a class?`,
        ],
      ] as const,
      i,
    );
    return { facts: { a, b }, zh: { input: zh, target: mean }, en: { input: en, target: mean } };
  }
  if (level === 2) {
    const more = integer(random, 5, 9);
    const [a, b, c, d] = [mean - off, mean + off, mean - more, mean + more];
    return {
      facts: { a, b, c, d },
      zh: {
        input: turn(
          [
            `四个箱子的重量分别是 ${a} 千克、${c} 千克、${b} 千克和 ${d} 千克。平均每个箱子重多少千克？`,
            `一家书店四天卖出的书依次是 ${d} 本、${a} 本、${c} 本、${b} 本。平均每天卖出多少本？`,
          ],
          i,
        ),
        target: mean,
      },
      en: {
        input: turn(
          [
            `Four boxes weigh ${a}, ${c}, ${b} and ${d} kilograms. What is their average weight in kilograms?`,
            `On four days a bookshop sells ${d}, ${a}, ${c} and ${b} books. How many books does it sell a day on average?`,
          ],
          i,
        ),
        target: mean,
      },
    };
  }
  const [a, b] = [mean - off, mean - integer(random, 1, 6)];
  return {
    facts: { a, b, mean },
    zh: {
      input: turn(
        [
          `${name}前两次测验得了 ${a} 分和 ${b} 分。第三次要得多少分，三次的平均分才正好是 ${mean} 分？`,
          `三个数的平均数是 ${mean}，其中两个数是 ${a} 和 ${b}，第三个数是多少？`,
        ],
        i,
      ),
      target: 3 * mean - a - b,
    },
    en: {
      input: turn(
        [
          `${english} scored ${a} and ${b} in the first two tests. What score in the third test makes the average of the three exactly ${mean}?`,
          `The average of three numbers is ${mean}. Two of them are ${a} and ${b}. What is the third number?`,
        ],
        i,
      ),
      target: 3 * mean - a - b,
    },
  };
};
