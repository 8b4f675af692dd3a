// The sentences of "ask again", in English and Chinese. Each trouble says what to do.
import type { Result, Trouble } from './types.js';

const mega = (bytes: number) => (bytes / 1e6).toFixed(0);
const quoted = (text: string) => JSON.stringify(text === '' ? '(end)' : text);

export interface AskWords {
  ask: string;
  stop: string;
  about(name: string, bytes: number): string;
  loading(got: number, total: number): string;
  waiting: string;
  prompt(tokens: number): string;
  writing(tokens: number): string;
  pick(names: string): string;
  result(result: Result, margin: number | undefined): string;
  other: string;
  otherLabel: string;
  askThis: string;
  notRecorded(result: Result): string;
  again: string;
  difference: string;
  speed(result: Result): string;
  unkept: string;
  trouble(trouble: Trouble): string;
}

const apart = ({ gap }: Result) =>
  gap === null ? 'The record goes on where this ends' : `Here the two are ${gap.toPrecision(2)} apart`;
const rate = ({ tokens, totalMs, firstMs }: Result) =>
  tokens > 1 ? ((tokens - 1) / ((totalMs - firstMs) / 1000)).toFixed(0) : '–';

const english: AskWords = {
  ask: 'Ask again here',
  stop: 'Stop',
  about: (name, bytes) =>
    `Runs ${name} in this browser, by a second implementation. ${mega(bytes)} MB are fetched once, checked, and kept by the browser.`,
  loading: (got, total) => `Fetching the model: ${mega(got)} of ${mega(total)} MB`,
  waiting: 'Opening the model',
  prompt: (tokens) => `Reading the prompt, ${tokens} tokens`,
  writing: (tokens) => `Writing, ${tokens} tokens`,
  pick: (names) => `A page opened from disk may not fetch. Choose these files of the model (folder beside the page): ${names}`,
  result: (r, margin) => {
    if (r.finish === 'stopped') return `stopped after ${r.tokens} tokens`;
    if (r.same) return `asked again here, by a second implementation: same text, ${r.tokens} tokens`;
    return (
      `asked again here, by a second implementation: differs from token ${(r.at ?? 0) + 1} on, recorded ${quoted(r.recorded)}, here ${quoted(r.again)}. ` +
      `${apart(r)}${r.near ? ': a near tie, at which two implementations may part' : ': no near tie, so the record, or what runs here, is not what it was'}. ` +
      (margin === undefined ? 'The record has no margin.' : `The smallest margin in the record is ${margin}.`)
    );
  },
  other: 'Ask something else',
  otherLabel: 'Your prompt (the answer is not recorded anywhere)',
  askThis: 'Ask this',
  notRecorded: (r) =>
    `not recorded: ${r.tokens} tokens, ${r.finish === 'stop' ? 'ended by itself' : r.finish === 'length' ? 'ended by the limit' : 'stopped'}`,
  again: 'Here',
  difference: 'Difference',
  speed: (r) =>
    `first token ${(r.firstMs / 1000).toFixed(2)} s${r.workers > 1 ? ', read by two workers' : ''}, then ${rate(r)} tokens a second; ${mega(r.memory)} MB of memory; smallest margin ${r.minMargin.toPrecision(3)}`,
  unkept:
    'The browser refused to keep the model: it will be fetched again next time. Free some space, or leave the private window.',
  trouble: ({ code, name, got, wanted }) =>
    ({
      simd: 'This browser has no WebAssembly with SIMD, which the model needs. Use Chromium 91, Firefox 89, Safari 16.4 or later.',
      worker: 'This browser did not start a worker, in which the model runs. Allow scripts of this page, or use another browser.',
      offline: `${name} could not be fetched: no network, or the page's server does not answer. Try again, or choose the files from disk.`,
      absent: `${name} is not beside this page (${got}). Copy the model's folder there (\`make site\` does), or choose the files from disk.`,
      cut: `${name} was cut or is of another size: expected ${wanted} bytes, read ${got}. Nothing of it is used or kept; ask again to fetch it anew.`,
      changed: `${name} is not the recorded file: its SHA-256 differs. It is not used or kept; restore the model's folder from where the page came.`,
      kept: `${name} was damaged in the browser's store and has been removed from it. Ask again: it is fetched anew.`,
      choose: `Choose these files too, all at once: ${name}`,
      memory: 'The browser refused the memory, some 250 MB. Close other pages and ask again.',
      held: `This model cannot be asked here: ${got}`,
      model: `The record is of another model than the files beside this page (digest ${wanted?.slice(0, 16)}…, here ${got?.slice(0, 16)}…). Put the page beside the model it was made with.`,
      key: `The record's key (${wanted?.slice(0, 16)}…) does not follow from its messages and decoding: the record was changed. Verify the notebook: npx evalbook verify`,
      context: `The prompt is too long: ${got}. Shorten it.`,
      broken: `The model could not be run: ${got}. Reload the page and ask again.`,
    })[code],
};

const chinese: AskWords = {
  ask: '在此重新提问',
  stop: '停止',
  about: (name, bytes) => `用另一套实现在本浏览器中运行 ${name}。需一次性下载 ${mega(bytes)} MB，校验后由浏览器保存。`,
  loading: (got, total) => `正在下载模型：${mega(got)} / ${mega(total)} MB`,
  waiting: '正在打开模型',
  prompt: (tokens) => `正在读取提示，${tokens} 个词元`,
  writing: (tokens) => `正在生成，${tokens} 个词元`,
  pick: (names) => `从磁盘打开的页面不能自行下载。请一次选中模型文件夹中的这些文件：${names}`,
  result: (r, margin) => {
    if (r.finish === 'stopped') return `已停止，${r.tokens} 个词元`;
    if (r.same) return `已用另一套实现在此重新提问：文本相同，${r.tokens} 个词元`;
    return `已用另一套实现在此重新提问：从第 ${(r.at ?? 0) + 1} 个词元起不同，记录为 ${quoted(r.recorded)}，此处为 ${quoted(r.again)}。两者相距 ${r.gap?.toPrecision(2) ?? '–'}，${r.near ? '属近似平局' : '并非近似平局，记录或此处已有改动'}。记录中的最小差距：${margin ?? '无'}。`;
  },
  other: '问别的',
  otherLabel: '您的提示（回答不会被记录）',
  askThis: '提问',
  notRecorded: (r) => `未记录：${r.tokens} 个词元`,
  again: '此处',
  difference: '差异',
  speed: (r) =>
    `首个词元 ${(r.firstMs / 1000).toFixed(2)} 秒${r.workers > 1 ? '（由两个 worker 读取）' : ''}，之后每秒 ${rate(r)} 个；内存 ${mega(r.memory)} MB；最小差距 ${r.minMargin.toPrecision(3)}`,
  unkept: '浏览器拒绝保存模型，下次需重新下载。请腾出空间，或离开隐私窗口。',
  trouble: ({ code, name, got, wanted }) =>
    ({
      simd: '此浏览器没有带 SIMD 的 WebAssembly。请使用 Chromium 91、Firefox 89、Safari 16.4 或更新版本。',
      worker: '此浏览器未能启动 worker。请允许本页脚本，或换一个浏览器。',
      offline: `无法下载 ${name}：没有网络或服务器无响应。请重试，或从磁盘选择文件。`,
      absent: `${name} 不在页面旁边（${got}）。请把模型文件夹复制过去，或从磁盘选择文件。`,
      cut: `${name} 不完整：只收到 ${wanted} 字节中的 ${got}。未使用也未保存；请重新提问以再次下载。`,
      changed: `${name} 不是记录时的文件：SHA-256 不同。未使用也未保存；请从页面来源处恢复模型文件夹。`,
      kept: `浏览器保存的 ${name} 已损坏并被删除。请重新提问，会再次下载。`,
      choose: `请一次选中，还缺：${name}`,
      memory: '浏览器拒绝分配约 250 MB 内存。请关闭其他页面后重试。',
      held: `无法在此运行该模型：${got}`,
      model: '该记录属于另一个模型，与页面旁的文件不符。请使用生成页面时的模型。',
      key: '记录的键与其消息和解码设置不符：记录已被改动。请运行 npx evalbook verify',
      context: `提示过长：${got}。请缩短。`,
      broken: `模型无法运行：${got}。请刷新页面后重试。`,
    })[code],
};

export function askWords(language: string): AskWords {
  return language.startsWith('zh') ? chinese : english;
}
