import { stem, wordsOf } from '../language/words.ts';

/** Words that people use for the same thing in a municipality, in both languages; a line is one thing. */
const alike = `
bil fordon car vehicle
gata väg trottoar street road
park grönområde
personal medarbetare anställd staff employee
skola school
förskola dagis preschool kindergarten nursery
äldreomsorg äldrevård eldercare
säbo särskilt äldreboende vårdboende
boende residential
hemtjänst hemvård
lokal fastighet byggnad premises building
hamn harbour harbor port
mat livsmedel food
svinn matsvinn matavfall
avfall sopor skräp garbage trash
återvinning materialåtervinning recycling
energi energianvändning elförbrukning uppvärmning
nöjd nöjdhet brukarbedömning kundnöjdhet satisfaction satisfied
sjukfrånvaro sjukskrivning sjukskriven
väntetid kötid vänta kö waiting wait
trygg trygghet safe safety
behörig behörighet eligible
sko shoe
kläder clothes clothing
utredning utred inquiry investigation study
ekonomi finance budget
engagemang engagement
elev pupil student
nian åk9
heltid fulltime
kompetensförsörjning rekrytering recruitment
näringsliv företag business
`;

const groups: readonly (readonly string[])[] = alike
  .trim()
  .split('\n')
  .map((line) => wordsOf(line).map(stem));

const byStem = new Map<string, ReadonlySet<string>>();
for (const group of groups) {
  for (const word of group) byStem.set(word, new Set([...(byStem.get(word) ?? []), ...group]));
}

/** Other words, as stems, for what a stem stands for. */
export function alsoCalled(stemmed: string): string[] {
  return [...(byStem.get(stemmed) ?? [])].filter((word) => word !== stemmed);
}
