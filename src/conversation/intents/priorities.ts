import { cue, type Intent } from '../intent.ts';
import { prioritiesCard } from '../whole-answer.ts';

export const priorities: Intent = {
  id: 'priorities',
  subject: 'none',
  isOfEverything: true,
  ofATime: true,
  isQuestion: true,
  need: { deed: 'report/read', by: 'subject' },
  answer: prioritiesCard,
  leadsOn: true,
  examples: {
    sv: [
      'vad är viktigast just nu?',
      'vilka beslut väntar?',
      'vad ska vi fokusera på?',
      'vad kräver min uppmärksamhet?',
      'vad brinner',
      'vad är mest akut',
      'vad bör vi ta tag i först',
      'vad behöver ledningen ta ställning till',
      'vad ska jag lyfta på mötet',
    ],
    en: [
      'what matters most right now?',
      'which decisions are waiting?',
      'what should we focus on?',
      'what needs my attention',
      'what is urgent',
      'top priorities',
      'what should be on the agenda',
    ],
  },
  cues: [
    cue(
      0.9,
      /\b(viktigast\w*|(mest )?(akut|brinnande|bradskande|angelaget)|bradskar|brinner det|vad brinner|prioriter\w*|priorit\w+|fokus\w*|priorities|most (important|urgent)|matters? (most|now|right now)|urgent|top of the (list|agenda)|need(s)? (my|our|attention)|attention|uppmarksamhet)\b/u,
    ),
    cue(
      0.9,
      /\b(vilka|nagra|vad for) (beslut|stallningstaganden)\b.*\b(vantar|behov\w*|kravs|ska tas|behover|fattas)\b|\bbeslut (som )?(vantar|behovs|kravs)\b|\b(decisions?)\b.*\b(wait\w*|need\w*|pending|required)\b|\bwhat .*\bdecide\b/u,
    ),
    cue(
      0.86,
      /\b(vad|nagot) .{0,20}\b(behover|bor|maste|ska|kraver)\b.{0,30}\b(ta tag i|ta upp|lyfta|agera|ta stallning|gora (nu )?forst|gora nagot at|atgarda|titta narmare|diskutera|besluta|forst)\b|\bwhat (should|must|do) (we|i|management|leadership) .{0,20}\b(focus|do first|discuss|raise|act|address|look (at|into)|deal with|decide)\b/u,
    ),
    cue(
      0.8,
      /\bvad (ar|e) (sa )?viktigt\b|\bwhat is important\b|\bvad (behover|maste|bor) (vi|ledningen|jag) (veta|kanna till)\b|\bwhat do (i|we) need to know\b/u,
    ),
  ],
};
