// The most common function words of five languages in Latin script: articles, prepositions, conjunctions, pronouns, short verbs.
// Sixty per language, so that none has an advantage. A word shared by several languages counts for each; the others decide.

export type LatinLanguage = 'en' | 'es' | 'fr' | 'de' | 'pt';

const lists: Record<LatinLanguage, string> = {
  en: `the of and to in a is that it for as with was on are by be this i from at or an not have has but you we he she they which
    will can their its his her my your our all there when who what if so do does than more no into would been were am about`,
  es: `el la de que y a en los las un una se del por con no es su al lo como más o pero sus le ya este esta son entre
    cuando muy sin sobre también me hasta hay donde desde nos durante ni contra ese eso mi yo ha fue ser tiene era está muchos él ella cada así`,
  fr: `le la les de des du et à en un une est que qui dans pour il elle ne pas sur au aux ce cette se par plus avec sont son sa
    ses mais ou nous vous je on leur comme tout y si l' d' qu' c' n' s' j' être été fait très même aussi où était ont`,
  de: `der die das und in zu den von mit ist des im für auf sich nicht dem ein eine einen einem einer als auch es an werden aus er hat
    dass sie nach wird bei um am sind noch wie über so zum war haben nur oder aber vor zur bis mehr durch man ich wir du ihr kann wenn`,
  pt: `o a de que e do da em um uma os as no na para é com não por mais dos das se ao à como mas foi ele ela sua seu ou
    nos nas são já está eu também pelo pela até isso quando muito há sem ser tem às mesmo aos entre depois era onde você nós seus`,
};

/** Lower-case word → the languages whose list contains it. */
export const functionWords = new Map<string, LatinLanguage[]>();
for (const [code, list] of Object.entries(lists) as [LatinLanguage, string][])
  for (const word of list.split(/\s+/)) functionWords.set(word, [...(functionWords.get(word) ?? []), code]);
