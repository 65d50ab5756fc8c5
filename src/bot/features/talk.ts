import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import type { Understood } from '../../conversation/meaning.ts';
import { joinWords, say } from '../../language/language.ts';
import { renderCard } from '../../language/render-card.ts';
import { askInstead } from '../../messages/facts-card.ts';
import { laterCard, offerLater } from '../../reminders/later.ts';
import { notMeCard, offerNotMe } from '../../reminders/not-me.ts';
import { ownAsks } from '../../reports/answer-context.ts';
import type { Said } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';
import { nothingOpenCard, viewCard } from './answers.ts';

/** What is done for an intent that has no line of its own in help. */
type Talk = (ports: Ports, turn: Turn, said: Said) => Promise<readonly Card[]>;

/** One of a text's variants, by what was written: the same words get the same, and not everything the same. */
function said(key: string): Talk {
  return async (_ports, turn) => [noticeCard(turn.t(key, namesOf(turn)), turn.language)];
}

const own =
  (talk: Talk): Talk =>
  async (ports, turn, what) =>
    turn.where === 'personal'
      ? talk(ports, turn, what)
      : [noticeCard(turn.t('question.onlyMine'), turn.language)];

/** Each ask that is open to the person, by the card that its button opens. */
function forOpenAsks(open: (ports: Ports, turn: Turn, askId: string, said: Said) => Promise<Card>): Talk {
  return own(async (ports, turn, said) => {
    const asks = await ownAsks(ports, turn.actor);
    if (asks.length === 0) return [await nothingOpenCard(ports, turn)];
    return Promise.all(asks.map(({ id }) => open(ports, turn, id, said)));
  });
}

/** Who the process lead is: the role by name, and never a person who did not ask to be named. */
function namesOf({ plan, language, t }: Turn): { lead: string } {
  const roles = plan?.content.roles.filter(({ access }) => access === 'administrator') ?? [];
  const names = roles.map(({ name }) => say(name, language));
  return { lead: names.length > 0 ? joinWords(names, language) : t('talk.someLead') };
}

const swearing =
  /\b(?:fan|helvete|javla|jakla|skit\w*|satans|dum\w*|idiot\w*|korkad|vardelos\w*|usel|hatar|kaften|fuck\w*|shit|damn|stupid|useless|hate|sucks?|hell|crap|jobbig\w*|skrap|platburk|sur|arg|less|forbannad)\b/u;
const thanking = /\b(?:tack\w*|thanks?|thank|cheers)\b/u;
const leaving =
  /\b(?:hej da|hejda|ses|hors|adjo|ha det|trevlig|god natt|bye|goodbye|see you|night|take care|farval|helg)\b/u;
const asking =
  /\b(?:vem|vad|who|what|robot|manniska|human|bot|ai|maskin|machine|byggt|gjort|skapat|made|built|heter|name|old|gammal|chatgpt)\b/u;
const sorry = /\b(?:forlat|ursakta|sorry|dalig dag|bad day)\b/u;
const praise =
  /\b(?:bra|bast|snyggt|toppen|grymt|kanon|duktig|well|good|great|nice|best|perfect|perfekt|love|alskar|gillar)\b/u;

/** Short and warm; swearing is met kindly, with a way out. */
export function smallTalkKey(words: string): string {
  if (swearing.test(words)) return 'talk.small.swearing';
  if (thanking.test(words)) return 'notice.thanks';
  if (leaving.test(words)) return 'talk.small.bye';
  if (sorry.test(words)) return 'talk.small.sorry';
  if (asking.test(words)) return 'talk.small.who';
  if (praise.test(words)) return 'talk.small.praise';
  return /^(?:hej\w*|tjena\w*|halla\w*|god \w+|hi|hello|hey|good \w+|tja\w*)/u.test(words)
    ? 'talk.small.hello'
    : 'talk.small.ok';
}

/** A greeting is answered by what waits, and by what one can write. */
export function isGreeting({ intent, words }: Pick<Understood, 'intent' | 'words'>): boolean {
  return intent === 'small-talk' && smallTalkKey(words.join(' ')) === 'talk.small.hello';
}

const smallTalk: Talk = async (_ports, { language, t }, { words }) => {
  const key = smallTalkKey(words);
  const text = t(key);
  if (key !== 'talk.small.swearing') return [noticeCard(text, language)];
  const actions = [
    { verb: 'reminders/settings', title: t('talk.small.fewer'), data: {} },
    { verb: 'help/show', title: t('talk.small.help'), data: {} },
  ];
  return [renderCard('notice', { title: '', text, actions }, language)];
};

/** A sentence, and the card where one chooses when Roder writes. */
const fewerMessages: Talk = own(async (_ports, turn) => {
  const { t } = turn;
  const actions = [
    { verb: 'reminders/settings', title: t('talk.fewer.settings'), data: {} },
    { verb: 'reminders/away', title: t('talk.fewer.away'), data: {} },
    { verb: 'following/list', title: t('talk.fewer.follows'), data: {} },
  ];
  return [
    renderCard('notice', { title: '', text: t('talk.fewer.text', namesOf(turn)), actions }, turn.language),
  ];
});

const refused: Talk = async (_ports, turn, { words }) => {
  const key = /\b(?:utkast|drafts?)/u.test(words)
    ? 'talk.refused.drafts'
    : /\b(?:radera|ta bort|rensa|slang|makulera|delete|erase|remove)/u.test(words)
      ? 'talk.refused.delete'
      : 'question.noRankingText';
  const { t } = turn;
  const shown = { title: t('question.noRanking'), text: t(key, namesOf(turn)), actions: askInstead(t) };
  return [renderCard('notice', shown, turn.language)];
};

/** By intent. */
export const talks: Readonly<Record<string, Talk>> = {
  'remind-later': forOpenAsks(async (ports, turn, askId, { period }) => {
    const view = await offerLater(ports, { actor: turn.actor, askId, day: period?.to });
    return view.view === 'refused'
      ? viewCard({ view: 'refused', refused: view.refused }, turn)
      : laterCard(view, turn.language);
  }),
  'not-mine': forOpenAsks(async (ports, turn, askId, { subjects }) => {
    const role = subjects.find(({ type }) => type === 'role')?.id;
    const view = await offerNotMe(ports, { actor: turn.actor, askId, role });
    return view.view === 'refused'
      ? viewCard({ view: 'refused', refused: view.refused }, turn)
      : notMeCard(view, turn.language);
  }),
  'small-talk': smallTalk,
  'fewer-messages': fewerMessages,
  'erase-me': said('talk.erase'),
  human: said('talk.human'),
  refused,
  'remind-all': said('talk.remindAll'),
  'upload-plan': said('talk.uploadPlan'),
};

/** What Roder does not do, told apart from what it does not know. */
export function isOutside({ outcome, confidence, choices }: Understood): boolean {
  return outcome === 'declined' && confidence >= 0.8 && choices.length === 0;
}
