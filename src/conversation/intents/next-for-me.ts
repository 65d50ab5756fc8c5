import { cue, type Intent } from '../intent.ts';

export const nextForMe: Intent = {
  id: 'next-for-me',
  subject: 'none',
  answer: 'next',
  menu: {
    group: 'answer',
    say: { sv: 'vad väntar på mig?', en: 'what is next for me?' },
    teams: ['personal'],
  },
  time: 'lasting',
  leadsOn: true,
  examples: {
    sv: [
      'vad väntar på mig?',
      'vad ska jag svara på?',
      'vad är nästa för mig?',
      'har jag något kvar att göra?',
      'mer att göra?',
      'vad vill du att jag gör',
      'när hör du av dig igen',
      'är jag klar',
      'vad har jag på mitt bord',
    ],
    en: [
      "what's next for me?",
      'what do you need from me?',
      'anything left for me',
      'what do I have to answer',
      'am I done',
      'what is on my plate',
      'do I have anything to do',
    ],
  },
  cues: [
    cue(
      0.91,
      /\b(vad|vilka|nagot|har|finns|ar)\b.{0,25}\b(jag|mig|min|mitt|vi)\b.{0,25}\b(svara( pa)?|kvar|gora|lamna|fylla i|rapportera|vantar|nasta|pa mitt bord|att gora|klar)\b/u,
      {
        unless:
          /\b(viktig\w*|forst|lyfta|beslut\w*|svara som|vad kan|kan jag|vilken lag|hur|varfor|forstar|fattar|vet inte|ae?ndra|ratta|hjalp)\b/u,
      },
    ),
    cue(
      0.91,
      /\b(vad|nagot|vilka fragor|what|mer|nat)\b.{0,12}\b(vantar|star pa tur|ar nasta|aterstar|ar kvar|att gora|att svara|kvar)\b(?!.*\b(beslut|decision))/u,
    ),
    cue(
      0.88,
      /\b(vad|nar|hur ofta)\b.{0,20}\b(vill|behover|kommer|hor) du\b.{0,25}\b(av mig|fran mig|hora av dig|av dig|skriva|veta|mig)\b|\bnar (far jag|kommer) (nasta|en ny|mina nasta)\b/u,
    ),
    cue(
      0.93,
      /\b(what|anything|something|do i|have i|am i)\b.{0,25}\b(next|left|due|to do|to answer|waiting|need(ed)? from me|from me|for me|my plate|on my desk|outstanding|pending|have to|need to|should i|must i|done|finished)\b/u,
      {
        unless:
          /\b(new|decisions?|we |focus|most important|why|store|attention|decide|should we|to know|remind)\b/u,
      },
    ),
    cue(
      0.86,
      /\b(mina (fragor|att gora|kvarvarande)|min (att gora|todo)\w*|(my|to ?do) (questions|tasks|list|to ?do)|todo|my (open )?(questions|tasks))\b/u,
    ),
    cue(
      1,
      /^(?:har jag|har vi|did i|have i|have we) (?:missat|glomt|glomt bort|miss|missed|forgotten) (?:nat|nagot|nagonting|anything|something)$/u,
    ),
  ],
};
