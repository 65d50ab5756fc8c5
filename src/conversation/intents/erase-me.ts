import { cue, type Intent } from '../intent.ts';

export const eraseMe: Intent = {
  id: 'erase-me',
  subject: 'none',
  time: 'ahead',
  examples: {
    sv: [
      'ta bort mina uppgifter',
      'glöm mig',
      'radera mitt konto',
      'stryk mitt namn ur registret',
      'jag vill bli bortglömd',
      'ta bort mig ur systemet',
      'radera allt om mig',
    ],
    en: [
      'please delete my data',
      'forget me',
      'erase everything about me',
      'remove me from the system',
      'close my account',
      'right to be forgotten',
    ],
  },
  cues: [
    cue(
      0.96,
      /\b(ta(r)? bort|tag bort|radera\w*|stryk\w*|plana ut|rensa|slang|kasta|glom(ma)?|utplana|sudda\w*|avregistrera|delete|erase|remove|forget|wipe|clear|close|unregister|deregister|purge)\b.{0,30}\b(mig|mina (person ?)?(uppgifter|data|personuppgifter)|min data|mitt (konto|namn)|om mig|me\b|my (personal )?(data|account|name|information|details|record)|about me)\b/u,
      { unless: /\b(testsvar|svar\w*|answers?|paminn|forget to|glom inte|reminders?|bevakning\w*)\b/u },
    ),
    cue(
      0.95,
      /\b((ratten|ratt) att bli (glomd|bortglomd|raderad)|bli (bortglomd|glomd|raderad|struken)|right to be forgotten|to be (forgotten|erased|deleted))\b/u,
    ),
  ],
};
