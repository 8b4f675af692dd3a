// Places, plans, animals and machines: eleven kinds of things, built like those in people.ts.
import { choice, city, code, date, decimal, email, flag, list, name, numbers, type Thing, text, title, whole } from './field.js';

export const world: Thing[] = [
  {
    id: 'city',
    zh: '一座虚构的城市',
    en: 'an imaginary city',
    plain: [text('名称', 'name'), whole('人口', 'population', 1, 50000000)],
    ruled: [
      choice('气候', 'climate', [
        ['炎热', 'hot'],
        ['温和', 'mild'],
        ['寒冷', 'cold'],
      ]),
      flag('沿海', 'by_the_sea'),
      list('景点', 'sights', 2, ['一个景点', 'a sight']),
    ],
    within: {
      zh: '位置',
      en: 'position',
      fields: [decimal('纬度', 'latitude', -90, 90), decimal('经度', 'longitude', -180, 180)],
    },
    count: 1,
  },
  {
    id: 'weather',
    zh: '一天的天气',
    en: 'the weather of one day',
    plain: [city, whole('气温', 'temperature', -60, 60)],
    ruled: [
      date('日期', 'date'),
      choice('天空', 'sky', [
        ['晴', 'clear'],
        ['多云', 'cloudy'],
        ['雨', 'rain'],
      ]),
      whole('湿度', 'humidity', 0, 100),
    ],
    within: {
      zh: '风',
      en: 'wind',
      fields: [
        choice('风向', 'direction', [
          ['东', 'east'],
          ['南', 'south'],
          ['西', 'west'],
          ['北', 'north'],
        ]),
        whole('风力', 'force', 0, 12),
      ],
    },
    count: 1,
  },
  {
    id: 'flight',
    zh: '一个航班',
    en: 'a flight',
    plain: [text('出发地', 'from'), text('目的地', 'to')],
    ruled: [
      code('航班号', 'number', '^[A-Z]{2}[0-9]{3,4}$', ['两个大写字母加 3 或 4 位数字', 'two capital letters and 3 or 4 digits']),
      code('起飞时间', 'departure', '^([01][0-9]|2[0-3]):[0-5][0-9]$', ['时间，格式 HH:MM', 'time in the form HH:MM']),
      flag('准点', 'on_time'),
    ],
    within: {
      zh: '乘客',
      en: 'passengers',
      fields: [name, code('座位', 'seat', '^[0-9]{1,2}[A-F]$', ['座位号，例如 "12A"', 'seat such as "12A"'])],
    },
    count: 2,
  },
  {
    id: 'hotel',
    zh: '一次酒店预订',
    en: 'a hotel booking',
    plain: [text('客人', 'guest'), whole('晚数', 'nights', 1, 30)],
    ruled: [
      date('入住日期', 'arrival'),
      choice('房型', 'room', [
        ['单人间', 'single'],
        ['双人间', 'double'],
        ['套房', 'suite'],
      ]),
      flag('含早餐', 'breakfast'),
    ],
    within: {
      zh: '付款',
      en: 'payment',
      fields: [
        choice('方式', 'method', [
          ['现金', 'cash'],
          ['银行卡', 'card'],
        ]),
        decimal('金额', 'amount', 0, 100000),
      ],
    },
    count: 1,
  },
  {
    id: 'pet',
    zh: '一只宠物',
    en: 'a pet',
    plain: [text('名字', 'name'), whole('年龄', 'age', 0, 40)],
    ruled: [
      choice('种类', 'species', [
        ['猫', 'cat'],
        ['狗', 'dog'],
        ['兔', 'rabbit'],
      ]),
      decimal('体重千克', 'weight_kg', 0.1, 100),
      flag('已绝育', 'neutered'),
    ],
    within: { zh: '主人', en: 'owner', fields: [name, email('邮箱', 'email')] },
    count: 1,
  },
  {
    id: 'plant',
    zh: '一种植物',
    en: 'a plant',
    plain: [text('名称', 'name'), text('颜色', 'colour')],
    ruled: [
      whole('高度厘米', 'height_cm', 1, 10000),
      choice('光照', 'light', [
        ['全日照', 'full sun'],
        ['半阴', 'half shade'],
        ['阴', 'shade'],
      ]),
      flag('有毒', 'poisonous'),
    ],
    within: { zh: '照料', en: 'care', fields: [whole('浇水间隔天数', 'water_every_days', 1, 60), text('土壤', 'soil')] },
    count: 1,
  },
  {
    id: 'task',
    zh: '一条待办事项',
    en: 'a task on a to-do list',
    plain: [title, flag('完成', 'done')],
    ruled: [
      date('截止日期', 'due'),
      choice('优先级', 'priority', [
        ['高', 'high'],
        ['中', 'medium'],
        ['低', 'low'],
      ]),
      list('标签', 'tags', 2, ['一个词', 'a single word']),
    ],
    within: { zh: '子任务', en: 'subtasks', fields: [title, flag('完成', 'done')] },
    count: 2,
  },
  {
    id: 'event',
    zh: '一场活动',
    en: 'an event',
    plain: [title, text('地点', 'place')],
    ruled: [date('日期', 'date'), whole('人数上限', 'capacity', 1, 10000), flag('免费', 'free')],
    within: { zh: '嘉宾', en: 'speakers', fields: [name, text('主题', 'topic')] },
    count: 2,
  },
  {
    id: 'job',
    zh: '一则招聘启事',
    en: 'a job advertisement',
    plain: [text('职位', 'position'), text('公司', 'company')],
    ruled: [
      whole('月薪', 'monthly_pay', 1, 1000000),
      choice('形式', 'kind', [
        ['全职', 'full time'],
        ['兼职', 'part time'],
      ]),
      list('要求', 'requirements', 3, ['一条要求', 'one requirement']),
    ],
    within: { zh: '联系人', en: 'contact', fields: [name, email('邮箱', 'email')] },
    count: 1,
  },
  {
    id: 'sensor',
    zh: '一台传感器',
    en: 'a sensor and its reading',
    plain: [text('编号', 'sensor'), decimal('温度', 'celsius', -80, 200)],
    ruled: [
      whole('电量', 'battery', 0, 100),
      choice('状态', 'state', [
        ['正常', 'ok'],
        ['警告', 'warning'],
        ['故障', 'fault'],
      ]),
      numbers('最近读数', 'recent', 4, -80, 200),
    ],
    within: { zh: '位置', en: 'location', fields: [text('楼', 'building'), whole('楼层', 'floor', -5, 100)] },
    count: 1,
  },
  {
    id: 'team',
    zh: '一支球队',
    en: 'a sports team',
    plain: [text('名称', 'name'), city],
    ruled: [
      choice('运动', 'sport', [
        ['足球', 'football'],
        ['篮球', 'basketball'],
        ['排球', 'volleyball'],
      ]),
      whole('成立年份', 'founded', 1850, 2030),
      list('队服颜色', 'colours', 2, ['一种颜色', 'a colour']),
    ],
    within: { zh: '队员', en: 'players', fields: [name, whole('号码', 'number', 1, 99)] },
    count: 3,
  },
];
