// Untrusted text stays data: it stands between two marks that hold a nonce, and everything in it that could look like a mark, a chat
// token or something hidden is made harmless. What each rule stops is noted beside it.
import { canonical, sha256 } from '../../harness/canonical.js';

/**
 * The nonce of one question: 16 hexadecimal digits of a hash over all that is asked, so a rerun asks the same question. An answer would
 * have to contain 64 bits of the hash of itself to hold its own nonce.
 */
export function nonceOf(...parts: unknown[]): string {
  return sha256(canonical(parts)).slice(0, 16);
}

/** Zero-width, direction and control characters and variation selectors, but not tab and line feed: they hide text from a reader, not from a model. */
const hidden = /\p{Default_Ignorable_Code_Point}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/gu;

/** Chat tokens of the usual families (<|im_start|>, [INST], <<SYS>>, <start_of_turn>, </s>, ### Assistant:) and our own marks. */
const tokens =
  /<\|[^|<>]{0,40}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<<<|>>>|\u2039\u2039\u2039|\u203a\u203a\u203a/gi;

/** The longest untrusted text that a judge is shown, in characters; the middle of a longer one is left out, and said so. */
const longest = 8000;

/** Text in which nothing can end the fence or speak as the chat's frame. */
export function harmless(text: string): string {
  const plain = Buffer.from(text)
    .toString('utf8')
    .normalize('NFKC')
    .replace(hidden, '')
    .replace(tokens, (token) => `[${token.replace(/[<>|[\]]/g, ' ').trim()}]`);
  const characters = [...plain];
  if (characters.length <= longest) return plain;
  const half = longest / 2;
  return `${characters.slice(0, half).join('')}\n[… ${characters.length - longest} characters left out …]\n${characters.slice(-half).join('')}`;
}

/** `text` between two marks with the nonce. */
export function fence(label: string, text: string, nonce: string): string {
  return `<<<${label} ${nonce}\n${harmless(text)}\n${label} ${nonce}>>>`;
}

/** Whether there is nothing to judge: no two letters or digits of any script. Such answers ("", ":", "Thought process:" aside) win judges over. */
export function nearEmpty(text: string): boolean {
  return (harmless(text).match(/[\p{L}\p{N}]/gu) ?? []).length < 2;
}
