import { cue, type Intent } from '../intent.ts';

export const sendLog: Intent = {
  id: 'send-log',
  subject: 'may',
  about: ['role'],
  weights: { role: 1 },
  mayBeOfNothing: true,
  time: 'past',
  ofATime: true,
  goesOn: true,
  need: { deed: 'people/read', by: 'whole' },
  menu: { group: 'check', say: { sv: 'visa utskick', en: 'what have you sent?' } },
  leadsOn: true,
  examples: {
    sv: [
      'visa utskick',
      'vad har skickats ut?',
      'fick socialchefen påminnelsen?',
      'utskickslogg',
      'har alla fått meddelandet?',
      'vem fick vad igår',
      'när skickades påminnelsen',
    ],
    en: [
      'send log',
      'what has been sent?',
      'did the principal get the reminder?',
      'has everyone received the message',
      'who got what yesterday',
      'when was the reminder sent',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(utskick\w*|sandlogg\w*|skickalogg\w*|leveranslogg\w*|meddelandelogg\w*|send ?log|delivery log|message log|sent log|log of (messages|what was sent))\b/u,
      { unless: /\b(sluta|farre|for manga|stop|extra utskick)\b/u },
    ),
    cue(
      0.93,
      /\b(fick|har)\b(?=.{0,40}\b(fatt|fick|nagot|meddelande\w*|paminnelse\w*|kort\w*|mejl|utskicket)\b)/u,
      {
        unless:
          /\b(varfor|jag (har )?fatt|jag fick|fick jag|har jag|bett|stod|nytt|hant|gatt|hur|kommit in|inte (fatt|svarat)|inte sina|vem fick jag|blockerat|fel person|plats|beslut\w*|skrivit|svarat|exporterat|ny|jobb|sagt)\b|^(?!.*\b(fatt|fick)\b)/u,
      },
    ),
    cue(
      0.94,
      /\b(vad|vilka|vem|nar|hur manga|vilket|what|which|who|when|how many)\b.{0,25}\b(skickats|skickades|skickade du|har du skickat|gick ut|gatt ut|sants|sandes|delivered|(was|were|been|have you|did you) sen[td]|sent out|went out|go out|blev skickat)\b/u,
      { unless: /\b(jag|i|nasta|next|will)\b/u },
    ),
    cue(
      0.93,
      /\b(did|has|have|was)\b.{0,35}\b(get|got|gotten|receive\w*|reached|delivered|sent)\b.{0,25}\b(message\w*|reminder\w*|card\w*|anything|it|yesterday|today|something)\b/u,
      { unless: /\b(i |we |why|help|support|you get)\b/u },
    ),
  ],
};
