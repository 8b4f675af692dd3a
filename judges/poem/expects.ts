// What poem a sample asks for, for a reader.
import type { Sample } from '../../harness/core/types.js';
import { targetOf } from './target.js';

/** Language and form in words. Errors: FieldError on an invalid target. */
export function expects(sample: Sample): string {
  const { language, lines, charactersPerLine, form, rhyme } = targetOf(sample);
  const demands = [
    `a poem in ${language === 'zh' ? 'Chinese' : 'English'}`,
    ...(form ? [`form: ${form}`] : []),
    ...(lines ? [`${lines} lines`] : []),
    ...(charactersPerLine ? [`${charactersPerLine} characters a line`] : []),
    ...(rhyme ? ['rhymed'] : []),
  ];
  return `Expected: ${demands.join('; ')}.`;
}
