// What a server said in an error: its body is kept here before the client library reads it, since that library drops every body that
// is not of OpenAI's form, and what a server says is most of what helps.
import OpenAI from 'openai';
import { apiKeys, isVerbose } from '../../harness/core/options.js';
import { visible } from '../../harness/core/quote.js';

const bodies = new WeakMap<object, string>();

/** No more of a body than this is read for a message. */
const longest = 4000;

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** `fetch`, keeping the bodies of errors, and showing requests where --verbose is set. */
export const watchedFetch: Fetch = async (url, init) => {
  const start = performance.now();
  const asked = `${init?.method ?? 'GET'} ${String(url)}`;
  const body = typeof init?.body === 'string' ? ` ${init.body}` : '';
  log(`→ ${asked}${body}`);
  try {
    const response = await fetch(url, init);
    const { ok, status, headers } = response;
    const type = headers.get('content-type') ?? 'no content type';
    log(`← ${status} ${type}, ${Math.round(performance.now() - start)} ms, ${asked}`);
    if (ok) return response;
    const text = await response.text();
    log(text);
    const copy = new Response(text || null, { status, headers });
    bodies.set(copy.headers, text);
    return copy;
  } catch (error) {
    log(`✗ ${asked}: ${(error as Error).message}, ${Math.round(performance.now() - start)} ms`);
    throw error;
  }
};

/** One line on standard error, without keys and hidden characters, if --verbose is set. */
export function log(line: string): void {
  if (!isVerbose()) return;
  const shown = oneLine(withoutKeys(line));
  process.stderr.write(`${shown.length > 2000 ? `${shown.slice(0, 2000)}… (${shown.length} characters)` : shown}\n`);
}

/** Removes the keys: some servers quote them in their errors, which are shown and recorded. */
export function withoutKeys(text: string): string {
  let rest = text;
  for (const key of apiKeys()) rest = rest.replaceAll(key, '[key]');
  return rest;
}

/** An error of the client library as one short line with what the server said; its text is truncated, since it may be anything. */
export function reason(error: unknown): string {
  if (error instanceof OpenAI.APIError && error.status !== undefined) {
    const text = messageIn((error.headers && bodies.get(error.headers)) ?? '');
    if (text !== '') return short(text.startsWith(`${error.status} `) ? text : `${error.status} ${text}`);
  }
  if (!(error instanceof Error)) return short(String(error));
  const causes = [error, ...causesOf(error)].map((one) => one.message || String((one as NodeJS.ErrnoException).code ?? ''));
  return short(error instanceof OpenAI.APIConnectionError ? `connection error: ${causes.at(-1)}` : causes.slice(0, 2).join(': '));
}

function causesOf(error: Error): Error[] {
  const all: Error[] = [];
  for (let one = error.cause; one instanceof Error && all.length < 10; one = one.cause) all.push(one);
  return all;
}

/** All that the server said, for finding names of fields in it. */
export function saidIn(error: InstanceType<typeof OpenAI.APIError>): string {
  return (error.headers && bodies.get(error.headers)) || error.message;
}

/** The message in the body of an error: a text in `error`, `message` or `detail`, the title of a web page, or the body itself. */
export function messageIn(body: string): string {
  const start = body.slice(0, longest);
  try {
    return withoutFrame(JSON.parse(body));
  } catch {
    const title = /<title>([^<]{1,200})/i.exec(start)?.[1];
    if (/^\s*(<!doctype|<html|<\?xml)/i.test(start)) return `a web page${title ? `, "${title.trim()}"` : ''}`;
    return start.trim();
  }
}

function withoutFrame(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(withoutFrame).join('; ');
  if (value === null || typeof value !== 'object') return '';
  const { error, message, detail, msg, loc } = value as Record<string, unknown>;
  const at = Array.isArray(loc) ? `${loc.join('.')}: ` : '';
  for (const one of [error, message, detail, msg]) {
    const text = one === undefined ? '' : withoutFrame(one);
    if (text !== '') return `${at}${text}`;
  }
  return JSON.stringify(value);
}

function short(text: string): string {
  const line = oneLine(withoutKeys(text));
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function oneLine(text: string): string {
  return visible(text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')).trim();
}
