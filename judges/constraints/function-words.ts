// The most common function words of five languages in Latin script: articles, prepositions, conjunctions, pronouns, short verbs, numerals
// up to ten, yes and no. About 135 per language, so that none has an advantage. A word shared by several languages counts for each; the others decide.
// Left out are words that are common nouns of another of the five (ai, car, bin).

export type LatinLanguage = 'en' | 'es' | 'fr' | 'de' | 'pt';

const lists: Record<LatinLanguage, string> = {
  en: `the of and to in a is that it for as with was on are by be this i from at or an not have has but you we he she they which
    will can their its his her my your our all there when who what if so do does than more no into would been were am about
    over under after before through between because while where how why us me him them these those such only just very too
    also each every some any many most other another both few own then now here out up down off again never always could
    should might must may did done being had without within until upon since during two
    three four five six seven eight nine ten yes thank thanks please`,
  es: `el la de que y a en los las un una se del por con no es su al lo como más o pero sus le ya este esta son entre
    cuando muy sin sobre también me hasta hay donde desde nos durante ni contra ese eso mi yo ha fue ser tiene era está muchos él ella cada así
    nosotros ustedes usted tú ellos ellas aquel aquella estos estas esos esas mis tus nuestro nuestra mucho mucha poco todo
    toda todos todas otro otra otros otras mismo nada algo nadie siempre nunca ahora aquí allí después antes mientras porque
    aunque sino hacia bajo tras según están estoy soy eres somos eran hace puede pueden tienen dos tres cuatro cinco
    seis siete ocho nueve diez llamo llama sí gracias hola aún nuestros nuestras cual quién qué cómo`,
  fr: `le la les de des du et à en un une est que qui dans pour il elle ne pas sur au aux ce cette se par plus avec sont son sa
    ses mais ou nous vous je on leur comme tout y si l' d' qu' c' n' s' j' être été fait très même aussi où était ont
    a as avons avez étaient sera elles eux lui moi toi notre votre nos vos mon ma ta mes tes quel quelle cet ces celui
    celle aucun chaque plusieurs quelques peu beaucoup trop toujours jamais rien encore déjà alors donc sans sous entre
    vers chez depuis pendant avant après parce lorsque puisque deux trois quatre cinq six
    sept huit neuf dix m' t' jusqu' lorsqu' suis sommes peut oui non merci bonjour avait`,
  de: `der die das und in zu den von mit ist des im für auf sich nicht dem ein eine einen einem einer als auch es an werden aus er hat
    dass sie nach wird bei um am sind noch wie über so zum war haben nur oder aber vor zur bis mehr durch man ich wir du ihr kann wenn
    hast habe habt hatte hatten bist seid wäre würde können muss müssen soll will dein mein unser euer ihre seine meine
    deine keine kein keinen diese dieser dieses jeder jede jedes viel viele wenig sehr schon immer nie jetzt hier dort dann
    also weil obwohl damit ohne gegen unter zwischen während seit bevor uns euch mich dich mir dir
    ihm ihn ihnen zwei drei vier fünf sechs sieben acht neun zehn heiße heißt ja nein danke hallo`,
  pt: `o a de que e do da em um uma os as no na para é com não por mais dos das se ao à como mas foi ele ela sua seu ou
    nos nas são já está eu também pelo pela até isso quando muito há sem ser tem às mesmo aos entre depois era onde você nós seus
    eles elas nosso nossa meu minha teu tua suas este esta esse essa isto aquele aquela todo toda todos todas outro outra
    outros outras muita muitos pouco nada algo ninguém sempre nunca agora aqui ali porque embora enquanto antes desde 
    sobre contra estou estão somos eram pode podem têm tinha faz vai vou dois duas três quatro cinco seis
    sete oito nove dez num numa dele dela pelos pelas chamo chama me sim obrigado olá qual quem meus minhas`,
};

/** Lower-case word → the languages whose list contains it. */
export const functionWords = new Map<string, LatinLanguage[]>();
for (const [code, list] of Object.entries(lists) as [LatinLanguage, string][])
  for (const word of list.split(/\s+/)) functionWords.set(word, [...(functionWords.get(word) ?? []), code]);
