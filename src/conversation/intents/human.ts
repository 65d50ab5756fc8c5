import { cue, type Intent } from '../intent.ts';

export const human: Intent = {
  id: 'human',
  subject: 'none',
  examples: {
    sv: [
      'jag vill prata med en människa',
      'vem är processledare?',
      'finns det någon man kan ringa?',
      'vart klagar man?',
      'koppla mig till en riktig person',
      'kontaktuppgifter',
      'vem kan hjälpa mig',
      'support',
      'jag vill lämna ett klagomål',
      'var vänder jag mig',
    ],
    en: [
      'I want to talk to a human',
      'who is the process lead?',
      'is there somebody I can call?',
      'where do I complain',
      'contact person',
      'support',
      'who can help me',
      'put me through to someone',
      'real person please',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(prata|snacka|tala|chatta|kontakt|kontakta|koppla|ringa|na|traffa|talk|speak|chat|connect|put|call|reach|get|contact|transfer)\b.{0,20}\b(manniska|manniskor|riktig (person|manniska)|levande|nan|nagon|en person|med puls|person(al)?|human|real person|person|someone|somebody|anyone|operator|agent)\b/u,
      { unless: /\b(om|about|ansvarig for|remind|paminn)\b/u },
    ),
    cue(
      0.95,
      /\b(klaga|klagar|klagomal\w*|anmala (dig|det)|complain\w*|complaint|synpunkt\w*|feedback|felanmal\w*)\b/u,
    ),
    cue(
      0.94,
      /\b(processledar\w*|process lead\w*|administrator\w*|systemansvarig|kontaktperson\w*|kontaktuppgift\w*|supporten|support|helpdesk|help desk|it support|contact (person|details|info)|telefonnummer|phone number)\b/u,
      {
        unless:
          /\b(vad (betyder|ar en)|stod|support (requests?|wanted|needed|for|from)|asking|asked|ask|needs?|ae?ndra|byt|satt)\b/u,
      },
    ),
    cue(
      0.92,
      /\b(vem|vart|var|who|where|nagon|someone|anyone)\b.{0,12}\b(kan|ska|man|jag|vander|can|do|i|ringer|far)\b.{0,20}\b(ringa|hjalpa|fraga|kontakta|vanda|vander|prata|mejla|hjalper|call|help|ask|contact|talk|turn|speak)\b.{0,12}\b(mig|man|jag|om man|me|to|it)?( om (jag|man) (kor|sitter|har) .*)?$/u,
      { unless: /\bom (hamnen|skolan)\b/u },
    ),
    cue(
      0.93,
      /\b(chef over dig|bestammer over dig|din chef|your (boss|manager)|over dig|ansvarar for dig|ansvarig for dig|who runs you|responsible for you)\b/u,
    ),
    cue(
      0.95,
      /^((en )?(manniska|riktig manniska|person|levande person)|(a )?(human|real person|human being|person|human please))( tack| please)?$/u,
    ),
  ],
};
