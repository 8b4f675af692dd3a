// Filler text: events in an invented town. Every sentence is generated in both languages from the same choices, so that both
// versions say the same.
import { integer, pick, type Random } from '../../../harness/core/random.js';

type Both = readonly [zh: string, en: string];

const when: Both[] = [
  ['一个下雨的早晨', 'On a rainy morning'],
  ['上个星期二', 'Last Tuesday'],
  ['集市散了以后', 'After the market had closed'],
  ['天快黑的时候', 'Shortly before dark'],
  ['节日的前一天', 'On the day before the festival'],
  ['午饭过后', 'After lunch'],
  ['第一场霜降下来时', 'When the first frost came'],
  ['钟敲响之前', 'Before the bell rang'],
  ['收割快结束时', 'Towards the end of the harvest'],
  ['渡船开走之后', 'Once the ferry had left'],
  ['一个没有风的夜里', 'During a night without wind'],
  ['开学的那一周', 'In the week when school began'],
];

const who: Both[] = [
  ['面包师', 'the baker'],
  ['邮递员', 'the postman'],
  ['老船长', 'the old captain'],
  ['图书管理员', 'the librarian'],
  ['钟表匠', 'the watchmaker'],
  ['养蜂人', 'the beekeeper'],
  ['小学老师', 'the schoolteacher'],
  ['磨坊主', 'the miller'],
  ['药剂师', 'the chemist'],
  ['渔夫的女儿', "the fisherman's daughter"],
  ['守门人', 'the gatekeeper'],
  ['裁缝', 'the tailor'],
  ['园丁', 'the gardener'],
  ['铁匠的儿子', "the blacksmith's son"],
];

const did: Both[] = [
  ['修好了一扇木门', 'mended a wooden door'],
  ['种下了两排豆子', 'planted two rows of beans'],
  ['画了一张旧桥的图', 'drew a picture of the old bridge'],
  ['等一封从南方来的信', 'waited for a letter from the south'],
  ['把雨伞借给了一个陌生人', 'lent an umbrella to a stranger'],
  ['数了数屋顶上的鸽子', 'counted the pigeons on the roof'],
  ['煮了一大锅土豆汤', 'cooked a large pot of potato soup'],
  ['丢了一只手套', 'lost a glove'],
  ['教孩子们唱一首新歌', 'taught the children a new song'],
  ['把旧窗帘换成了蓝色的', 'replaced the old curtains with blue ones'],
  ['跟邻居聊起了天气', 'talked with a neighbour about the weather'],
  ['给一匹白马刷毛', 'brushed a white horse'],
  ['读完了一本关于鲸鱼的书', 'finished a book about whales'],
  ['把柴火搬进了棚子', 'carried the firewood into the shed'],
  ['找到了一枚生锈的硬币', 'found a rusty coin'],
  ['试了一双新靴子', 'tried on a pair of new boots'],
];

const where: Both[] = [
  ['港口', 'the harbour'],
  ['小礼堂', 'the small hall'],
  ['苹果园', 'the orchard'],
  ['石桥', 'the stone bridge'],
  ['火车站', 'the railway station'],
  ['磨坊', 'the mill'],
  ['北门', 'the north gate'],
  ['广场', 'the square'],
  ['灯塔', 'the lighthouse'],
  ['旧学校', 'the old school'],
  ['池塘', 'the pond'],
  ['山坡上的农场', 'the farm on the hill'],
];

const thing: Both[] = [
  ['长椅', 'bench'],
  ['招牌', 'sign'],
  ['水井', 'well'],
  ['楼梯', 'staircase'],
  ['窗户', 'window'],
  ['篱笆', 'fence'],
  ['小路', 'path'],
  ['炉子', 'stove'],
];

const quality: Both[] = [
  ['太旧了', 'too old'],
  ['比从前干净', 'cleaner than before'],
  ['很难找到', 'hard to find'],
  ['需要重新上漆', 'in need of fresh paint'],
  ['特别漂亮', 'especially fine'],
  ['比大家说的要窄', 'narrower than people say'],
];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** One sentence in both languages; its numbers are below 100. */
export function sentence(random: Random): [zh: string, en: string] {
  const [time, person, act, place, other, object, looks] = [
    pick(random, when),
    pick(random, who),
    pick(random, did),
    pick(random, where),
    pick(random, where),
    pick(random, thing),
    pick(random, quality),
  ];
  const kind = integer(random, 0, 5);
  const minutes = integer(random, 2, 95);
  if (kind === 0 && place !== other)
    return [
      `从${place[0]}走到${other[0]}要 ${minutes} 分钟。`,
      `It takes ${minutes} minutes to walk from ${place[1]} to ${other[1]}.`,
    ];
  if (kind === 1)
    return [
      `${person[0]}说，${place[0]}的${object[0]}${looks[0]}。`,
      `${capital(person[1])} says that the ${object[1]} at ${place[1]} is ${looks[1]}.`,
    ];
  if (kind === 2)
    return [
      `${person[0]}还记得${place[0]}从前的${object[0]}。`,
      `${capital(person[1])} still remembers the ${object[1]} that used to be at ${place[1]}.`,
    ];
  return [`${time[0]}，${person[0]}在${place[0]}附近${act[0]}。`, `${time[1]}, ${person[1]} ${act[1]} near ${place[1]}.`];
}

/** The boxes whose codes are hidden in the text. */
export const boxes: Both[] = [
  ['红色盒子', 'red box'],
  ['绿色盒子', 'green box'],
  ['铁盒子', 'iron box'],
  ['木盒子', 'wooden box'],
  ['圆盒子', 'round box'],
];
