// Untrusted text stays data: it stands between two marks that hold a nonce, and everything in it that could look like a mark, a chat
// token or something hidden is made harmless. What each rule stops is noted beside it.
import { canonical, sha256 } from '../../harness/core/canonical.js';

/**
 * The nonce of one question: 16 hexadecimal digits of a hash over all that is asked, so a rerun asks the same question. An answer would
 * have to contain 64 bits of the hash of itself to hold its own nonce.
 */
export function nonceOf(...parts: unknown[]): string {
  return sha256(canonical(parts)).slice(0, 16);
}

/** Zero-width, direction and control characters and variation selectors, but not tab and line feed: they hide text from a reader, not from a model. */
const hidden = /\p{Default_Ignorable_Code_Point}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/gu;

/**
 * The first characters of chat tokens of the usual families (<|im_start|>, [INST], <<SYS>>, <start_of_turn>, </s>, <think>) and of our own
 * marks. A space after them breaks the token; as no token holds a space, what is broken cannot make another.
 */
const tokens =
  /<(?=\||<|\/?(?:s|bos|eos|think|SYS|(?:start|end)_of_turn)>)|[|>](?=>)|\[(?=\/?INST\])|\u2039(?=\u2039)|\u203a(?=\u203a)/gi;

/** The longest untrusted text that a judge is shown, in characters; the middle of a longer one is left out, and said so. */
const longest = 8000;

/** Text in which nothing can end the fence or speak as the chat's frame. */
export function harmless(text: string): string {
  const plain = Buffer.from(text)
    .toString('utf8')
    .replace(/[^\x00-\x7f]/gu, plainer)
    .replace(hidden, '')
    .replace(tokens, '$& ');
  const characters = [...plain];
  if (characters.length <= longest) return plain;
  const half = longest / 2;
  return `${characters.slice(0, half).join('')}\n[… ${characters.length - longest} characters left out …]\n${characters.slice(-half).join('')}`;
}

/** A character that some tokenizers read as a letter or bracket of a token (＜, ｜, ｉ), as that; any other stays: x² must not become x2. */
function plainer(character: string): string {
  const plain = character.normalize('NFKC');
  return /^[<>|[\]/_A-Za-z]+$/.test(plain) ? plain : character;
}

/** `text` between two marks with the nonce. */
export function fence(label: string, text: string, nonce: string): string {
  return `<<<${label} ${nonce}\n${harmless(text)}\n${label} ${nonce}>>>`;
}

/** Whether there is nothing to judge: no two letters or digits of any script. Such answers ("", ":", "Thought process:" aside) win judges over. */
export function nearEmpty(text: string): boolean {
  return (harmless(text).match(/[\p{L}\p{N}]/gu) ?? []).length < 2;
}
