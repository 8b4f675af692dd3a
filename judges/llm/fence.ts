// Untrusted text stays data: it is placed between two markers with a nonce, and anything in it that could pass for a marker, a
// chat token or hidden text is neutralised. The comment on each rule says what it prevents.
import { canonical, sha256 } from '../../harness/core/canonical.js';

/**
 * The nonce of a question: 16 hexadecimal digits of a hash over everything that is asked, so a rerun asks the same question. To
 * contain its own nonce, an answer would have to contain 64 bits of a hash of itself.
 */
export function nonceOf(...parts: unknown[]): string {
  return sha256(canonical(parts)).slice(0, 16);
}

/**
 * Zero-width, bidirectional and control characters and variation selectors, except tab and line feed: they hide text from human
 * readers but not from a model.
 */
const hidden = /\p{Default_Ignorable_Code_Point}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/gu;

/**
 * The first characters of the usual families' chat tokens (<|im_start|>, [INST], <<SYS>>, <start_of_turn>, </s>, <think>) and of
 * our own markers. A space inserted after them breaks the token; since no token contains a space, the broken parts cannot form
 * another.
 */
const tokens =
  /<(?=\||<|\/?(?:s|bos|eos|think|SYS|(?:start|end)_of_turn)>)|[|>](?=>)|\[(?=\/?INST\])|\u2039(?=\u2039)|\u203a(?=\u203a)/gi;

/** Maximum length of untrusted text shown to a judge, in characters; the middle of a longer text is replaced by a note. */
const longest = 8000;

/** The text, with anything neutralised that could end the fence or imitate the chat format. */
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

/**
 * Replaces a character that some tokenizers normalise to a letter or bracket of a token (＜, ｜, ｉ); others stay unchanged: x² must
 * not become x2.
 */
function plainer(character: string): string {
  const plain = character.normalize('NFKC');
  return /^[<>|[\]/_A-Za-z]+$/.test(plain) ? plain : character;
}

/** `text` between two markers with the nonce. */
export function fence(label: string, text: string, nonce: string): string {
  return `<<<${label} ${nonce}\n${harmless(text)}\n${label} ${nonce}>>>`;
}

/**
 * Whether there is nothing to judge: fewer than two letters or digits of any script. Such answers ("", ":"; also "Thought
 * process:") persuade judge models.
 */
export function nearEmpty(text: string): boolean {
  return (harmless(text).match(/[\p{L}\p{N}]/gu) ?? []).length < 2;
}
