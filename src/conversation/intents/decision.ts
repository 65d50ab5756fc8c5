import { cue, type Intent } from '../intent.ts';

export const decision: Intent = {
  id: 'decision',
  subject: 'must',
  about: ['assignment', 'indicator'],
  weights: { assignment: 1.1, indicator: 0.8 },
  asksWhich: true,
  ofOne: true,
  isQuestion: true,
  leadsOn: true,
  goesOn: true,
  answer: 'decision',
  examples: {
    sv: [
      'vad beslutades om hamnen?',
      'vilket beslut ligger bakom simhallen?',
      'när togs beslutet om heltid?',
      'vilket lagrum styr renhållningen',
    ],
    en: [
      'what was decided about the harbour?',
      'which decision is behind it?',
      'when did the council decide',
    ],
  },
  cues: [
    cue(0.92, /\b(beslut\w*|beslot|klubba(t|de|des)|lagrum\w*|decid\w+|decision\w*|resolution)\b/u, {
      unless:
        /\b(vantar|behovs|kravs|pending|waiting|ska tas|lsss?)\b|\b(vilka|what|which) (beslut|decisions) (vantar|are|ska|behov)/u,
    }),
    cue(
      0.9,
      /\b(har|vad|nar|varfor|vem|sade|sa)\b.{0,20}\b(fullmaktige|kommunfullmaktige|namnden|politikerna|kf|ks)\b.{0,30}\b(gett|gav|sagt|tagit|bestamt|bestamde|gjort|uppdrag\w*|velat|vill)\b|\bcouncil\b/u,
      { unless: /\b(hade tankt|tankt sig)\b/u },
    ),
    cue(0.86, /\b(vem|vilka|nar|vad|who) (har )?(bestamt|bestamde|bestamdes|bestams|decided|hittat pa)\b/u, {
      unless: /\bbestamt att jag\b|over dig/u,
    }),
    cue(
      0.86,
      /\b(vilken|vad sager|enligt vilken|which|what) (lag|lagen|lagstiftning\w*|paragraf|law|act)\b/u,
    ),
  ],
};
