// Decimal commas and groups of thousands: 1,5 in a language that writes it so; 1.234,5; 12 000; 12'000; 1,00,000.

const commaWords =
  /(?<!\p{L})(?:der|die|das|und|ist|ein|eine|einen|wir|sind|nicht|mit|für|auf|also|antwort|insgesamt|le|les|des|une|est|sont|pour|dans|donc|elle|réponse|el|los|las|es|una|por|para|entonces|respuesta|il|gli|della|sono|quindi|è|risposta|os|um|uma|são|não|portanto|resposta|het|een|zijn|van|dus|antwoord|och|är|att|svaret|og|er|jest|się|odpowiedź)(?!\p{L})|\p{Script=Cyrillic}{2,}/giu;
const pointWords =
  /\b(?:the|is|are|was|of|and|to|in|so|has|have|each|answer|total|there|he|she|they|it|for|we|how|many|numbers?)\b|\p{Script=Han}/giu;

/** Whether a text writes decimals with a comma: true, false, or null if it has no word of a known language. */
export function hasDecimalCommas(text: string): boolean | null {
  const [comma, point] = [commaWords, pointWords].map((words) => text.slice(-4000).match(words)?.length ?? 0) as [number, number];
  return comma === point ? (comma === 0 ? null : false) : comma > point;
}

/**
 * The text with decimal points and without separators of thousands other than the comma. `commas`: whether its language has decimal
 * commas; if null, 1,5 is a decimal where it stands alone. 1,234 is always one thousand, as in English; 0,125 never is.
 */
export function separated(text: string, commas: boolean | null): string {
  let read = text
    .replace(/(\d)[\u00a0\u2009\u202f'’](?=\d{3}(?!\d))/g, '$1')
    .replace(/(?<![\d.,])\d{1,2}(?:,\d{2}){1,5},\d{3}(?![\d]|,\d)/g, (indian) => indian.replaceAll(',', ''))
    .replace(spaced, (all, groups: string) =>
      /^\d \d{3}$/.test(groups) && attribute.test(all) ? all : groups.replaceAll(' ', '') + all.slice(groups.length),
    )
    .replace(/(?<![\d.,])0,(\d{1,12})(?![\d]|,\d)/g, '0.$1');
  if (commas === false) return read;
  if (commas) read = read.replace(/(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?!\d|\.\d)/g, (grouped) => grouped.replaceAll('.', ''));
  return read.replace(/(?<![\d.,([{]|\d[,;] ?)(\d{1,9}),(\d{1,2}|\d{4,12})(?!\d|,\s?\d|[)\]}])/g, '$1.$2');
}

/** "12 000", "1 000 000"; not "2 100/200", nor a list that goes on */
const spaced = /(?<![\d.,/]|\d )([1-9]\d{0,2}(?: \d{3})+)(?![\d/]|[ ,.]\d|-\p{L})(?: [a-z]{4,8}\b)?/gu;
/** "3 100 meter races" */
const attribute = / (?:meter|metre|yard|pound|dollar|gram|mile|point|piece|page|watt|calorie|gallon|liter|litre)$/;
