import { cue, type Intent } from '../intent.ts';

export const myData: Intent = {
  id: 'my-data',
  subject: 'none',
  leadsOn: true,
  need: { deed: 'own/read', by: 'subject' },
  menu: { group: 'mine', say: { sv: 'mina uppgifter', en: 'my data' } },
  examples: {
    sv: [
      'mina uppgifter',
      'vad vet du om mig?',
      'vilka personuppgifter sparar ni?',
      'hur länge sparas mina uppgifter',
      'registerutdrag',
      'vad lagras om mig',
      'gdpr',
    ],
    en: [
      'my data',
      'what do you store about me?',
      'which personal data do you keep',
      'how long do you keep my data',
      'gdpr',
      'what do you know about me',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(vad|vilka|vilken|hur lange|sparar|lagrar|har|visa|registrerar)\b.{0,40}\b(om|pa|over) mig\b/u,
      { unless: /\b(ta bort|radera|glom|vantar pa mig|stryk|kvar|vill (du|ni)|behover (du|ni))\b/u },
    ),
    cue(
      0.95,
      /\b(mina|min|egna) (person ?)?(uppgifter|data|personuppgifter)\b|\b(personuppgift\w*|registerutdrag\w*|gdpr|dataskydd\w*|integritet\w*|my (personal )?(data|information|details)|personal data|privacy|data protection|subject access)\b/u,
      { unless: /\b(ta bort|radera|stryk|glom|delete|erase|remove|forget|rensa|slang)\b/u },
    ),
    cue(
      0.95,
      /\b(what|which|how long)\b.{0,30}\b(store|stored|know|keep|kept|have|hold|save|saved|collect|record)\b.{0,25}\b(about|on) me\b/u,
    ),
  ],
};
