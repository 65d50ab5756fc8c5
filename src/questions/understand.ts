import { type Language, languages } from '../language/language.ts';
import { languageAsked, wordsOf } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type FoundSubjects, findSubjects, type Wanted } from './find-subjects.ts';
import { type Term, termNames, terms } from './glossary.ts';
import { type Asking, asksForNumber, type Kind, setRight, wayOfAsking } from './kind-of-question.ts';
import { mostRead } from './read-message.ts';
import { type Subject, stemsOf } from './subject-index.ts';

/** A question as understood: from its words and the plan alone, so that the same words always mean the same. */
export interface Understood {
  readonly kind: Kind;
  /** The kind it would be, were its subject one and known. */
  readonly asked: Kind;
  /** Empty where the question is about the whole, about oneself, or not understood. */
  readonly about: readonly Subject[];
  /** For a question that is not understood: what exists near its words. */
  readonly nearby: readonly Subject[];
  /** The language it is asked in, where that is clear. */
  readonly language: Language | undefined;
  /** Its words, folded, for what else they may say (a period, say). */
  readonly words: readonly string[];
}

/** More than a message has room for: one letter of some scripts is unfolded into several words. */
const mostWords = mostRead / 2;

/** `text` as `readMessage` gives it. */
export function understand(plan: Plan, text: string): Understood {
  const words = wordsOf(text).slice(0, mostWords).map(setRight);
  const shared = { words, language: languageAsked(text), nearby: [] };
  const asking = wayOfAsking(words);
  const meaning = asking.kind === 'status' ? namedWord(plan, words) : undefined;
  if (meaning) return { ...shared, kind: 'meaning', asked: 'meaning', about: [meaning] };
  const several = /\b(och|samt|eller|respektive|and|or)\b/u.test(words.join(' '));
  const found = findSubjects(plan, subjectWords(words, asking), wantedBy(asking.kind, words), several);
  return { ...shared, asked: asking.kind, ...conclude(asking.kind, found) };
}

/** Kinds that may be about the whole; with a subject they are about that. */
const whole: ReadonlySet<Kind> = new Set(['help', 'sent', 'changes']);
/** Kinds that are never about one thing. */
const alone: ReadonlySet<Kind> = new Set(['next', 'round', 'no-ranking']);

function conclude(
  kind: Kind,
  { meant, nearby }: FoundSubjects,
): Pick<Understood, 'kind' | 'about' | 'nearby'> {
  if (alone.has(kind)) return { kind, about: [], nearby: [] };
  const [first, ...others] = meant;
  if (!first) return whole.has(kind) ? { kind, about: [], nearby } : { kind: 'unknown', about: [], nearby };
  if (kind === 'meaning') return { kind, about: meant.slice(0, 2), nearby };
  if (others.length > 0) return { kind: 'several', about: meant, nearby };
  const isNumber = first.type === 'indicator';
  if (kind === 'status' || kind === 'changes')
    return { kind: isNumber ? 'indicator' : kind, about: meant, nearby };
  return { kind, about: meant, nearby };
}

function wantedBy(kind: Kind, words: readonly string[]): Wanted {
  if (kind === 'meaning') return { term: 1.2, indicator: 1 };
  if (kind === 'responsible') return { role: asksOfRole(words) ? 1.3 : 0.7, assignment: 1.15, indicator: 1 };
  if (kind === 'help' || kind === 'sent' || kind === 'decision') return { assignment: 1 };
  if (kind === 'changes') return { assignment: 1.1, indicator: 1 };
  return asksForNumber(words) ? { indicator: 1.8, assignment: 1 } : { assignment: 1.2, indicator: 1 };
}

function asksOfRole(words: readonly string[]): boolean {
  return /^(vad|what)\b/u.test(words.join(' '));
}

/** "Vad är soliditet?" asks for a meaning when what is named is a word and nothing else. */
function namedWord(plan: Plan, words: readonly string[]): Subject | undefined {
  const asked = /^(?:vad|what) (?:ar|is|are)(?: (?:en|ett|a|an|the))? (\w+(?: \w+){0,3})$/u.exec(
    words.join(' '),
  );
  if (!asked || asksForNumber(words)) return undefined;
  const named = asked[1]!.trim().split(' ');
  const term = termCalled(named);
  if (term || named.some((word) => asking.has(word))) return term;
  return findSubjects(plan, named, { term: 1.2, indicator: 1 }).meant[0];
}

function termCalled(named: readonly string[]): Subject | undefined {
  const called = stemsOf(named.join(' ')).join(' ');
  const names = (id: Term) => languages.flatMap((language) => termNames(id, language));
  const id = terms.find((one) => names(one).some((name) => stemsOf(name).join(' ') === called));
  return id && { type: 'term', id };
}

function subjectWords(words: readonly string[], { kind, cues }: Asking): string[] {
  const verb = words[0] === 'hur' && /^de[tm]?$/u.test(words[2] ?? '') ? words[1] : undefined;
  const isFiller = (word: string) => asking.has(word) && !(kind === 'meaning' && termCalled([word]));
  return words.filter((word) => word !== verb && !isFiller(word) && !cues.test(word));
}

/** What a text names, without the words that only ask or fill. */
export function namingWords(text: string): string[] {
  return wordsOf(text).filter((word) => !asking.has(word));
}

/** Words that ask, greet or fill, and say nothing of what is asked about. */
const asking = new Set(
  wordsOf(`
    hur går gick det de den för med i på av och en ett är var blir vad vem vilka vilken vilket om till som har hade
    läget läge status statusen roder senast senaste nytt nyheter just nu vi oss vår vårt våra man ni du ni jag mig
    hej hejsan hallå tack tacka kan kunde undrar vet veta berätta säg visa ge kolla titta snälla gärna lite mer
    ligger ser ut mår händer hänt gör göra arbete arbetet projekt projektet kommun kommunen kommunens sjövik klar
    klart klara färdig färdigt åt vid från åren år tid över under mål målet målen målvärde målvärdet når nå andel
    andelen antal antalet hög stor stora del lång länge mycket många får får utvecklats utvecklingen utveckling trend
    jämfört jämfört jämföra andra liknande tidigare fem tre två fjol våras höstas vårens höstens förra delåret delår
    tertial tertialet helår helåret plan planen enligt följer rapport rapporten rapporter omgång finns några någon
    inte än redan uppdrag uppdraget ska skulle vill bara också då så här där detta denna dessa sina sin sitt
    how is are was were the a an of and in on at going go doing do does did with what which who whom for about by to
    it its there any some we our us you me my i have has had been be am far come news latest current currently now
    tell show give please hello hi thanks can could would like things thing over time last past years year trend
    target targets compared compare other similar municipalities share percent much many long high large status
    done jobbar jobba kommer komma kom come ready yet from this that these those work assignment project right
  `),
);
