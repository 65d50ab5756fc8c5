import { cue, type Intent } from '../intent.ts';

export const remindLater: Intent = {
  id: 'remind-later',
  subject: 'none',
  time: 'lasting',
  leadsOn: true,
  isFor: 'day',
  examples: {
    sv: [
      'påminn mig senare',
      'påminn mig på fredag',
      'inte nu',
      'jag hinner inte nu',
      'ta det en annan dag',
      'återkom imorgon',
      'senare',
      'kan vi ta det nästa vecka',
      'jag svarar imorgon',
      'hör av dig på måndag',
      'det får vänta',
      'om en timme',
      'efter lunch',
    ],
    en: [
      'remind me later',
      'remind me on Friday',
      'not now',
      "I don't have time now",
      'later',
      'come back tomorrow',
      'can we do this next week',
      'I will answer on Monday',
      'snooze',
      'ask me again next week',
      'busy right now',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(paminn|pinga|ping|puffa|knuffa|hor av dig|skriv|fraga|aterkom|kom tillbaka|remind|ask|nudge|poke|message|come back|get back)( igen| till| upp)?( mig| me| to me| again| till mig| igen| med mig)* (om (en|ett|nagra|nagon|tva|tre|fyra|\d+)|i eftermiddag|pa|nar|nasta|efter|fore|den|senare|imorgon|later|tomorrow|on|in (a|an|two|three|\d+)|next|after|when|before|again|at the|mandag|tisdag|onsdag|torsdag|fredag|monday|tuesday|wednesday|thursday|friday|v \d|vecka|overmorgon)\b/u,
      {
        unless:
          /\b(alla|dem|rektor\w*|\w+chef\w*|vd|everyone|everybody|all the|the \w+s|om (mig|pengar)|kl \d|klockan|istallet kl|varje|every|engelska|svenska)\b/u,
      },
    ),
    cue(0.94, /^(paminn mig|remind me)( senare| later| igen| again)*$/u),
    cue(
      0.93,
      /\b(inte (just )?nu|hinner (inte|ej)|har inte tid|orkar inte|kan inte (just )?nu|upptagen|sitter i mote|(det|den|detta) (far|kan) vanta|en annan (dag|gang)|vid ett (annat|senare) tillfalle|not (right )?now|do not have time|no time|too busy|busy (right )?now|am busy|in a meeting|another (day|time)|some other time|snooze|(can|it) wait|not today|inte idag)\b/u,
      { unless: /\b(vad|what|kan inte vanta|can not wait|beslut\w*)\b/u },
    ),
    cue(
      0.93,
      /^(senare|later|sedan|lite senare|imorgon|efter lunch|i eftermiddag|ta (det|den) senare|jag gor det senare|maybe later|later please|om en (stund|timme)|in an hour|aterkommer)( da| istallet| tack| kanske)?$/u,
    ),
    cue(
      0.92,
      /\b(ta|tar|gor|gora|svarar|svara|fixar|aterkommer|kor|fyller i|lamnar|skickar|kan vi ta|do|answer|reply|respond|take) ?(upp )?(det|de|den|detta|pa det|det har|in det|it|this|that)?\b.{0,12}\b(senare|imorgon|overmorgon|pa (mandag|tisdag|onsdag|torsdag|fredag)|nasta (vecka|manad)|efter (helgen|semestern|lunch)|later|tomorrow|on (monday|tuesday|wednesday|thursday|friday)|next week|after (lunch|the weekend|my vacation))\b/u,
      { unless: /\b(hur|vad|vem|what|who|borta|ledig|semester(n)? (nasta|fran))\b/u },
    ),
    cue(
      0.9,
      /\b(skjut (upp|pa|fram)|vanta med|snooza|postpone|delay|defer)\b.{0,12}\b(det|den|min|mitt|paminnelsen|svaret|detta|it|this|my|the reminder)\b/u,
      { unless: /\b(omgang\w*|round|allas?|alla|delaret|deadline)\b/u },
    ),
    // Whoever means to answer on a day wants the question then.
    cue(
      1,
      /\b(?:jag|vi|i|we) (?:hade tankt|tankte|tanker|planerar att|was going to|plan to|intend to) (?:att )?(?:svara|answer|reply)\b.{0,40}\b(?:i morgon|imorgon|nasta vecka|tomorrow|next week|(?:pa|on) (?:mandag|tisdag|onsdag|torsdag|fredag|monday|tuesday|wednesday|thursday|friday))\b/u,
      { unless: /\b(?:men|hann|but|remiss\w*|enkat\w*|skrivelse\w*)\b/u },
    ),
  ],
};
