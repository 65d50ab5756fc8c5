import { cue, type Intent } from '../intent.ts';

export const unreached: Intent = {
  id: 'unreached',
  subject: 'may',
  about: ['role'],
  weights: { role: 1 },
  mayBeOfNothing: true,
  need: { deed: 'people/read', by: 'whole' },
  menu: { group: 'check', say: { sv: 'vem når du inte?', en: 'who can you not reach?' } },
  leadsOn: true,
  examples: {
    sv: [
      'vem når du inte?',
      'vilka får inte sina meddelanden?',
      'har någon blockerat dig?',
      'nåbarhet',
      'vem har inte installerat dig?',
      'går det fram till kanalen',
      'når du alla',
    ],
    en: [
      'who can you not reach?',
      'has anyone blocked you?',
      'who has not installed you?',
      'reachability',
      'who is unreachable',
      'does it get through to the channel',
      'do you reach everyone',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(nabarhet\w*|onabar\w*|onaddbar\w*|unreach\w*|reachab\w*|naddes inte|nas inte|gar (inte )?att na|(nar|na|natt) (du|roder|jag) (inte|alla|ej|ut)|(kan|can) (du|you|roder|jag|not you|i) ?(inte|not)? ?(na|reach)|not (be )?reach\w*|do you reach|inte (kan )?na)\b/u,
    ),
    cue(
      0.94,
      /\b(blockera\w*|blockat|blocked|avinstallera\w*|uninstalled|installera\w*|installerat|installed|inte lagt till dig|saknar appen|har inte appen|without the app)\b/u,
      { unless: /\b(hur (installerar|blockerar)|how (do|can) i|jag (vill|tanker|ska)|blocka dig$)\b/u },
    ),
    cue(
      0.93,
      /\b(vem|vilka|nagon|nagra|finns det|who|anyone|which)\b.{0,30}\b(far|fick|fatt|get|gets|getting|got|receive\w*)\b.{0,12}\b(inte|inga|ej|not|no|none)\b.{0,25}|\b(who|which)\b.{0,25}\b(not|do not|does not|are not|is not)\b.{0,12}\b(get\w*|receiv\w*|reached)\b/u,
    ),
    cue(
      0.92,
      /\b(gar|kommer|nar|gets?|goes?|does it)\b.{0,10}\b(det|du|fram|meddelande\w*|de|ut|it|you|through)\b.{0,12}\b(fram|till|through|ut)\b.{0,25}\b(kanal\w*|alla|channel|everyone|till|to)\b/u,
      { unless: /\b(hur|how|i tid|brand\w*)\b/u },
    ),
    cue(
      0.92,
      /\b(studsa\w*|bounc\w*|misslyckade (utskick|leveranser)|kom inte fram|kommer inte fram|failed (deliver\w*|messages)|not delivered|undelivered)\b/u,
    ),
  ],
};
