import { cue, type Intent } from '../intent.ts';

export const whyAsked: Intent = {
  id: 'why-asked',
  subject: 'may',
  about: ['assignment', 'indicator'],
  weights: { assignment: 0.9, indicator: 1 },
  time: 'past',
  goesOn: true,
  menu: {
    group: 'answer',
    say: { sv: 'varför får jag den här?', en: 'why do I get this?' },
    teams: ['personal'],
  },
  examples: {
    sv: [
      'varför får jag den här?',
      'varför frågar du mig?',
      'vem ser det jag skriver?',
      'vad händer med mitt svar?',
      'blir det offentligt?',
      'vem läser det här',
      'varför jag',
      'vad ska det vara bra för',
      'vem får se mina svar',
      'varför måste jag göra det här',
      'är svaren hemliga',
    ],
    en: [
      'why did I get this?',
      'why are you asking me?',
      'who reads my answer?',
      'what happens with what I write',
      'is it public',
      'why me',
      'what is this for',
      'do I have to',
      'who will see this',
    ],
  },
  cues: [
    cue(
      0.93,
      /\bvarfor\b.{0,25}\b(jag|mig|vi|oss|du|ni)\b.{0,40}\b(far|fick|denna|den|det|detta|fragar|ska|maste|behover|svara|skickar|skriver|hor|kontaktar|vill|ha|tjatar|paminner)\b|\bvarfor (far|fick|ska|maste|behover|just|fragar|skickar|skriver|tjatar|paminner|vill) (jag|du|ni|vi|mig|en)\b|^varfor (jag|mig|just jag|vi)$/u,
    ),
    cue(
      0.92,
      /\b(vem|vilka)\b.{0,15}\b(ser|laser|kommer att se|kan se|far se|far lasa|kan lasa|tar emot|anvander)\b/u,
    ),
    cue(
      0.9,
      /\b(vad|hur)\b.{0,12}\b(hander|anvands|gors|anvander ni|sker|ska ni)\b.{0,15}\b(det jag|svar\w*|mitt|mina|uppgifter\w*|siffrorna|allt jag)\b/u,
      { unless: /\bhant\b/u },
    ),
    cue(
      0.92,
      /\b(offentlig\w*|allman handling|hemlig\w*|sekretess\w*|anonym\w*|konfidentiell\w*|public|confidential|anonymous|secret|foi)\b/u,
      { unless: /\bvad (ar|betyder|menas)\b/u },
    ),
    cue(
      0.9,
      /\bwhy\b.{0,15}\b(i|me|am|do|did|are you|you)\b.{0,25}\b(get|got|getting|asked|asking|receive\w*|send\w*|have to|need|need to|bother\w*|contact\w*|want|this|message|me)\b|^why (me|us|this)$/u,
    ),
    cue(
      0.91,
      /\bwho\b.{0,15}\b(sees?|reads?|can see|can read|gets to (see|read)|will (see|read)|looks at|has access)\b|\bwhat (happens|is done|do you do) (to|with) (my|the|what i|our|this)\b/u,
    ),
    cue(
      0.88,
      /\b(vad ska|vad ar|vad) .{0,12}(detta|det har|den har|det)\b.{0,10}\b(vara )?(bra )?(for|till)( nagot| nat)?$|\b(till vilken nytta|vad ar (meningen|poangen|syftet)|syftet med|poangen med|what is (this|it) for|what is the (point|purpose)|mater du|what (s|is) the use)\b/u,
    ),
    cue(
      0.9,
      /\b(vem|vilka)\b.{0,12}\bbestamt att jag\b|\b(maste|behover|ska) jag (verkligen )?(svara|gora (det|detta))\b|\b(do|must) i (really )?(have to|need to|answer)\b/u,
      { unless: /\b(vad|nar|vilka) (maste|behover|ska)\b/u },
    ),
  ],
};
