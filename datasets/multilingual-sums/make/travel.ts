// Word problems about distances, speeds and travel times.
import type { Template } from './template.js';

export const train: Template = {
  target: 80 * 3,
  texts: {
    zh: '一列火车每小时行驶 80 千米，3 小时行驶多少千米？',
    en: 'A train travels 80 kilometres an hour. How many kilometres does it travel in 3 hours?',
    es: 'Un tren recorre 80 kilómetros por hora. ¿Cuántos kilómetros recorre en 3 horas?',
    fr: 'Un train parcourt 80 kilomètres par heure. Combien de kilomètres parcourt-il en 3 heures ?',
    de: 'Ein Zug fährt 80 Kilometer in der Stunde. Wie viele Kilometer fährt er in 3 Stunden?',
    pt: 'Um comboio percorre 80 quilómetros por hora. Quantos quilómetros percorre em 3 horas?',
    ru: 'Поезд проезжает 80 километров в час. Сколько километров он проедет за 3 часа?',
    ar: 'يقطع قطار 80 كيلومترًا في الساعة. كم كيلومترًا يقطع في 3 ساعات؟',
    ja: '電車が時速 80 キロメートルで走っています。3 時間で何キロメートル進みますか。',
    ko: '기차가 한 시간에 80킬로미터를 갑니다. 3시간 동안 몇 킬로미터를 갑니까?',
  },
};

export const bicycle: Template = {
  target: 51 / 3,
  texts: {
    zh: '小雨骑自行车，速度不变，3 小时骑了 51 千米。她每小时骑多少千米？',
    en: 'A cyclist rides 51 kilometres in 3 hours at a steady speed. How many kilometres does she ride in one hour?',
    es: 'Una ciclista recorre 51 kilómetros en 3 horas a velocidad constante. ¿Cuántos kilómetros recorre en una hora?',
    fr: 'Une cycliste parcourt 51 kilomètres en 3 heures à vitesse constante. Combien de kilomètres parcourt-elle en une heure ?',
    de: 'Eine Radfahrerin legt in 3 Stunden bei gleichbleibender Geschwindigkeit 51 Kilometer zurück. Wie viele Kilometer fährt sie in einer Stunde?',
    pt: 'Uma ciclista percorre 51 quilómetros em 3 horas a velocidade constante. Quantos quilómetros percorre numa hora?',
    ru: 'Велосипедистка проехала 51 километр за 3 часа с постоянной скоростью. Сколько километров она проезжала за один час?',
    ar: 'قطعت دراجة 51 كيلومترًا في 3 ساعات بسرعة ثابتة. كم كيلومترًا تقطع في الساعة الواحدة؟',
    ja: '自転車で 51 キロメートルの道のりを、一定の速さで 3 時間かけて走りました。1 時間に何キロメートル進みましたか。',
    ko: '자전거를 타고 일정한 빠르기로 3시간 동안 51킬로미터를 갔습니다. 한 시간에 몇 킬로미터를 갔습니까?',
  },
};

export const journey: Template = {
  target: 3 * 60 + 25,
  texts: {
    zh: '一段旅程要花 3 小时 25 分钟，一共是多少分钟？',
    en: 'A journey takes 3 hours and 25 minutes. How many minutes is that in all?',
    es: 'Un viaje dura 3 horas y 25 minutos. ¿Cuántos minutos son en total?',
    fr: 'Un voyage dure 3 heures et 25 minutes. Combien de minutes cela fait-il en tout ?',
    de: 'Eine Reise dauert 3 Stunden und 25 Minuten. Wie viele Minuten sind das insgesamt?',
    pt: 'Uma viagem dura 3 horas e 25 minutos. Quantos minutos são ao todo?',
    ru: 'Поездка длится 3 часа 25 минут. Сколько всего минут она длится?',
    ar: 'تستغرق رحلة 3 ساعات و25 دقيقة. كم دقيقة تستغرق في المجموع؟',
    ja: '目的地まで 3 時間 25 分かかります。全部で何分かかりますか。',
    ko: '목적지까지 3시간 25분이 걸립니다. 모두 몇 분이 걸립니까?',
  },
};

export const commute: Template = {
  target: 9 * 2 * 5,
  texts: {
    zh: '保罗的家离公司 9 千米。他每周上班 5 天，每天往返一次。他一周上下班一共走多少千米？',
    en: 'Paul works 9 kilometres from home. He goes there and back once a day, on 5 days a week. How many kilometres does he travel in a week?',
    es: 'Pablo trabaja a 9 kilómetros de su casa. Va y vuelve una vez al día, 5 días a la semana. ¿Cuántos kilómetros recorre en una semana?',
    fr: 'Paul travaille à 9 kilomètres de chez lui. Il fait l’aller-retour une fois par jour, 5 jours par semaine. Combien de kilomètres parcourt-il en une semaine ?',
    de: 'Paul arbeitet 9 Kilometer von zu Hause entfernt. Er fährt einmal am Tag hin und zurück, an 5 Tagen in der Woche. Wie viele Kilometer legt er in einer Woche zurück?',
    pt: 'O Paulo trabalha a 9 quilómetros de casa. Vai e volta uma vez por dia, 5 dias por semana. Quantos quilómetros percorre numa semana?',
    ru: 'Павел работает в 9 километрах от дома. 5 дней в неделю он один раз в день ездит туда и обратно. Сколько километров он проезжает за неделю?',
    ar: 'يعمل بولس على بعد 9 كيلومترات من بيته. يذهب إلى العمل ويعود منه مرة واحدة في اليوم، 5 أيام في الأسبوع. كم كيلومترًا يقطع في الأسبوع؟',
    ja: 'ポールの家から会社までは 9 キロメートルです。ポールは週に 5 日、1 日に 1 回往復します。1 週間に全部で何キロメートル移動しますか。',
    ko: '폴의 집에서 회사까지는 9킬로미터입니다. 폴은 일주일에 5일, 하루에 한 번씩 왕복합니다. 일주일에 모두 몇 킬로미터를 다닙니까?',
  },
};
