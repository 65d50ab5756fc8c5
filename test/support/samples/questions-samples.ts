import type { Language } from '../../../src/language/language.ts';
import type { Where } from '../../../src/permissions/may-do.ts';
import { answerQuestion } from '../answer-question.ts';
import type { CardSample } from '../card-samples.ts';
import type { demoPeople } from '../demo-people.ts';
import type { Sjovik } from '../sjovik.ts';

type Asking = readonly [
  name: string,
  sv: string,
  en: string,
  who?: keyof typeof demoPeople | 'nobody',
  where?: Where,
];

const ownChat: Where = { kind: 'personal' };

const asked: readonly Asking[] = [
  ['question-status', 'hur går det med äldreomsorgen?', 'how is elderly care going?'],
  ['question-status-older', 'hur går det med hamnen?', 'how is the harbour going?'],
  ['question-status-asked', 'hur gick det för skolan i våras?', 'how did the schools do in the spring?'],
  ['question-status-missing', 'hur gick det med hamnen i tertial 1?', 'how did the harbour do in tertial 1?'],
  ['question-indicator', 'fossiloberoende fordon över tid', 'share of fossil-independent vehicles over time'],
  ['question-indicator-steps', 'väntetid till särskilt boende', 'waiting time for residential care'],
  [
    'question-indicator-cost',
    'nettokostnadsavvikelse i grundskolan',
    'net cost deviation in compulsory school',
  ],
  [
    'question-comparison',
    'sjukfrånvaro jämfört med liknande kommuner',
    'sick leave compared with similar municipalities',
  ],
  ['question-help', 'vilka behöver hjälp?', 'who needs help?'],
  ['question-help-one', 'behöver förskolan hjälp?', 'does preschool need help?'],
  ['question-responsible', 'vem ansvarar för hamnen?', 'who is responsible for the harbour?'],
  ['question-role', 'vad ansvarar hr-chefen för?', 'what is the HR manager responsible for?'],
  ['question-value-giver', 'vem rapporterar sjukfrånvaron?', 'who reports sick leave?'],
  ['question-meaning', 'vad betyder grunduppdrag?', 'what does core mandate mean?'],
  ['question-meaning-indicator', 'vad betyder soliditet?', 'what does equity ratio mean?'],
  [
    'question-meaning-two',
    'skillnaden på målvärde och riktvärde',
    'the difference between target and guide value',
  ],
  ['question-next', 'vad är nästa för mig?', 'what is next for me?', 'kommundirektor'],
  ['question-next-nothing', 'vad är nästa för mig?', 'what is next for me?', 'utredare'],
  ['question-sent', 'vad har jag skickat in?', 'what have I sent in?'],
  ['question-round', 'hur många har inte svarat?', 'how many have not answered?'],
  ['question-decision', 'vad beslutades om hamnen?', 'what was decided about the harbour?'],
  ['question-changes-first', 'vad har ändrats i planen?', 'what has changed in the plan?'],
  ['question-several', 'hur går det med fordon och hamnen?', 'how are the vehicles and the harbour going?'],
  ['question-unknown', 'vad blir det för väder?', 'what is the weather like?'],
  [
    'question-unknown-near',
    'kommer gångbron vid strandlinjen?',
    'what of the footbridge along the shore line?',
  ],
  ['question-no-ranking', 'vem är sämst?', 'who is the worst?'],
  ['question-not-for-you', 'hur går det med hamnen?', 'how is the harbour going?', 'nobody'],
  [
    'question-not-here',
    'hur går det med hamnen?',
    'how is the harbour going?',
    'socialchef',
    { kind: 'group' },
  ],
  ['question-only-mine', 'vad är nästa för mig?', 'what is next for me?', 'socialchef', { kind: 'group' }],
];

/** Every kind of answer, at the end of the interim round. */
export async function questionsSamples(
  { ports, tenantId, actor }: Sjovik,
  language: Language,
): Promise<CardSample[]> {
  const samples: CardSample[] = [];
  for (const [name, sv, en, who = 'socialchef', where = ownChat] of asked) {
    const asker = who === 'nobody' ? { tenantId, personId: 'nobody' } : actor(who);
    const text = language === 'sv' ? sv : en;
    samples.push({ name, card: await answerQuestion(ports, { actor: asker, where, language }, text) });
  }
  return samples;
}
