import { cue, type Intent } from '../intent.ts';
import { newsCard } from '../whole-answer.ts';

export const news: Intent = {
  id: 'news',
  subject: 'may',
  isOfEverything: true,
  about: ['assignment', 'indicator'],
  weights: { assignment: 1.1, indicator: 1 },
  mayBeOfNothing: true,
  time: 'past',
  ofATime: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: (inquiry, { period }) => newsCard(inquiry, period),
  menu: { group: 'ask', say: { sv: 'vad är nytt?', en: 'what is new?' } },
  examples: {
    sv: [
      'vad är nytt sedan sist?',
      'något nytt?',
      'vad har hänt sedan 1 september?',
      'vad har kommit in?',
      'senaste nytt',
      'några nyheter',
      'har det kommit in något',
      'vad har ändrats sedan sist',
      'vad har jag missat',
    ],
    en: [
      "what's new?",
      'anything new since last time?',
      'what has happened since Monday',
      'latest news',
      'what has come in',
      'what did I miss',
      'any updates',
    ],
  },
  cues: [
    cue(
      0.9,
      /\b(vad|nagot|nagonting|nat|har det|ar det|finns det|har) .{0,30}\b(nytt|hant|hander|kommit in|inkommit|skett|tillkommit|forandrats|rapporterats)\b/u,
      {
        unless:
          /\b(inget|inga|ny plan|i (styr)?planen|hander (det )?(med|om|nu med) (mitt|mina|det jag|svar\w*)|jag (har|inte))\b/u,
      },
    ),
    cue(
      0.9,
      /^(nytt|nyheter|senaste nytt|nagot nytt|nagra nyheter|senaste nyheterna|news|updates?|anything new|any (news|updates?)|latest( news)?)( (nu|idag|sedan sist|since last( time)?))?$/u,
    ),
    cue(
      0.88,
      /\b(what is new|anything new|what(s| has| have| is)? (happened|happening|come in|changed since)|something new|any (news|updates?)|latest (news|updates?)|(has|have) (anything|something) (new )?(happened|come in|changed|arrived)|since (last time|i last|we last|yesterday)|new since|missed)\b/u,
      { unless: /\b(nothing|no) (is |has )?(new|changed)\b|\bplan\b/u },
    ),
    cue(
      0.86,
      /\b(sedan sist|sedan forra gangen|senaste nytt|nyheter|nyinkommet|nyinkomna|vad har jag missat|missat nagot|forandringar sedan)\b/u,
      { unless: /\b(inget|inga|ingen|samma|ofor\w+)\b/u },
    ),
  ],
};
