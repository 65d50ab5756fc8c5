import { cue, type Intent } from '../intent.ts';

const end =
  '(?: (?:pa dig|du|roder|igen|alla|allihopa|dar|there|again|all|everyone|buddy|mate|vannen|kompis|gubben|lilla van|bot|botten|ska du ha|alltsa|idag|nu|for (?:hjalpen|svaret|det|allt|idag|beskedet|svar|that|the help|your help|help|the answer|everything)|sa (?:mycket|hemskt mycket|jattemycket|mycke)|so much|very much|a lot|a million|hemskt mycket|pa forhand|in advance))*';

export const smallTalk: Intent = {
  id: 'small-talk',
  subject: 'none',
  examples: {
    sv: [
      'hej',
      'tack',
      'hej då',
      'vem är du?',
      'är du en robot?',
      'bra jobbat',
      'hur mår du?',
      'du är dum',
      'förlåt',
      'god morgon',
      'trevlig helg',
      'vem har byggt dig',
      'berätta en vits',
      'du förstår ingenting',
      'ok',
      'vad heter du',
      'jag älskar dig',
      'skönt att höra',
      'det var snällt',
      'vilket väder',
      'nu är det fredag',
      'haha',
    ],
    en: [
      'hi',
      'thanks',
      'bye',
      'who are you?',
      'are you a robot?',
      'well done',
      'how are you?',
      'you are stupid',
      'sorry',
      'good morning',
      'have a nice weekend',
      'who made you',
      'tell me a joke',
      'you do not understand',
      'ok',
      'what is your name',
      'I love you',
      'that is kind',
    ],
  },
  cues: [
    cue(
      0.97,
      new RegExp(
        `^(?:hej+(?:san|svejs)?|he(?:j)? hej|tjen(?:a|are|ix)|tja+|tjo|halla+|halloj\\w*|god ?(?:morgon|kvall|dag|natt|middag|eftermiddag)|go?morron|morsning\\w*|mors(?:ning)?|morrn|goddag|goder (?:morgon|afton)|hejj+|hi+|hello+|hey+|howdy|yo|hiya|greetings|good (?:morning|afternoon|evening|day|night)|hallo|vanligen|dear roder)${end}$`,
        'u',
      ),
    ),
    cue(
      0.97,
      new RegExp(
        `^(?:stort |tusen |hjartligt |ok |okej |bra |toppen |super |jatte|great |ah |jaha |jo |nej |no |many |perfekt |fint |utmarkt |perfect |fine |cool |varmt |ett stort |a big )*(?:tack(?:ar)?|tackar? (?:och bockar|sa mycket)|thanks?|thank you|thx|cheers|much appreciated|uppskattas|tack tack)${end}(?: .{0,45})?$`,
        'u',
      ),
      {
        unless:
          /\b(hur|vad|vem|nar|vilka|visa|exporter\w*|paminn\w*|folj\w*|how|what|who|when|which|show|remind|follow|men|but|sluta|stop|nej|inte)\b/u,
      },
    ),
    cue(
      0.96,
      new RegExp(
        `^(?:hej ?da|vi (?:hors|ses)|ses|hors|ha det(?: sa)?(?: bra| gott| fint| kul)?|trevlig (?:helg|kvall|dag|semester|sommar)|god (?:jul|natt|helg|fortsattning)|gott nytt ar|glad (?:pask|midsommar|sommar)|adjo|farval|bye+|bye bye|goodbye|good bye|see (?:you|ya)|later gator|so long|take care|have a (?:nice|good|great) (?:day|weekend|evening|one|holiday)|good night|pa aterseende|over and out|klart slut|ciao)${end}$`,
        'u',
      ),
    ),
    cue(
      0.95,
      /\b(vem|vad|who|what|hur gammal|how old|var bor|where do you live) (ar|are|is|bor|heter|kallas)? ?(du|you|your name|roder)( for (en|nagot|nan))?( egentligen| really| exactly| da)?$|\bvad heter du\b|\bwhat is your name\b|\bwhat should i call you\b/u,
    ),
    cue(
      0.95,
      /\b(ar|are|blev|pratar jag med|am i (talking|speaking|chatting) (to|with)|snackar jag med|is this|ar det) (du|you|det har|this|detta|ni)? ?(verkligen |really |just |bara |only )?(en |ett |a |an )?(riktig |akta |levande |real |actual |slags )?(manniska|person|robot|bot|chatbot|chattbot|maskin|ai|dator|program|datorprogram|human( being)?|machine|computer|robot)\b/u,
    ),
    cue(
      0.95,
      /\b(vem|vilka|vilket foretag|who|which company)\b.{0,20}\b(byggt|gjort|skapat|programmerat|utvecklat|tillverkat|uppfunnit|kodat|gjorde|byggde|skapade|built|made|created|programmed|developed|wrote|designed|invented|behind)\b.{0,8}\b(dig|you|roder|boten|the bot)\b/u,
    ),
    cue(
      0.95,
      /^(hur (mar|ar det med|star det till( med)?|har) (du|dig)( det)?( idag| nu)?|hur ar laget med dig|laget med dig|allt (bra|val)( med dig)?|how are you( doing)?( today)?|how do you do|how is it going with you|you ok|are you (ok|okay|well|alright)|mar du bra|how have you been)$/u,
    ),
    cue(
      0.95,
      /^(bra|snyggt|toppen|perfekt|grymt|kanon|utmarkt|fint|harligt|underbart|superbra|jattebra|strangt bra|najs|nice|great|awesome|perfect|excellent|cool|amazing|brilliant|good|lovely|wonderful|fantastiskt|fantastic|suverant|wow|imponerande|impressive|schysst|kalasbra|mycket bra|very good|(vad |so |very )?(bra|duktig|snall|smart|klok|smart|kind|clever) (jobbat|gjort|du ar|sagt|dar|roder|job|work|bot|of you|are you)|bra jobb|well done|good (job|work|bot|stuff)|nice (job|work|one)|keep it up|du ar (sa |riktigt |verkligen |ju )?(bra|bast|duktig|snall|smart|rolig|fin|grym|underbar|en klippa|en parla|toppen|guld|guld vard|hjalpsam|klok)|you are (so |really |very )?(great|good|the best|smart|nice|kind|funny|awesome|helpful|clever|amazing)|jag (gillar|alskar) (dig|det har|roder)|i (love|like) (you|this|it)|det var (bra|snallt|vanligt|schysst|fint)|that (is|was) (kind|nice|great|good|helpful)|(det )?(hjalpte|funkade)|that helped|skont( att hora)?|bra svar|good answer)( roder| dar| du| idag| there| today| tack)*$/u,
    ),
    cue(
      0.94,
      /^(ok|okej|okey|okay|aha|jaha|jasa|mm+|hm+|jaja|jo|ja|japp|jajamen|absolut|visst|javisst|nej|na|nepp|nope|no|yes|yep|yeah|sure|fine|alright|all right|uppfattat|forstatt|jag forstar|forstar|noterat|da sa|i see|got it|understood|noted|klart|haha+|hehe+|lol|ha ha|hihi|oj|oops|hoppsan|test|testar|testing|just det|precis|exakt|right|exactly|stammer|det stammer|fred|peace|ingen fara|no worries|no problem|inga problem|lugnt|det ar lugnt|det var inget|nothing|inget|ingenting|nej tack|ja tack|no thanks|yes please|no thank you)( da| sa| bra| roder| nu| ingenting| inget| tack)*$/u,
    ),
    cue(
      0.95,
      /^(jag ber om ursakt|forlat|ursakta|sorry|my bad|sorry about that|skit samma|glom (det|bort det)|strunt samma|spelar ingen roll|det var inget|never ?mind|forget it|forget about it|doesnt matter|whatever|i apologi[sz]e|apologies|mitt fel|oj forlat|my mistake|menade inte sa|meant no harm)\b.{0,40}$/u,
      { unless: /\b(hur|vad|vem|what|how|who|mig|me)\b/u },
    ),
    cue(
      0.94,
      /\b(du|roder|you|din|ditt|your|den har (skiten|boten)|this (bot|thing)|det har|detta|skiten|boten|systemet)\b.{0,25}\b(dum|dumma|jobbig\w*|vardelos\w*|dalig|korkad|idiot\w*|puckad|usel|kass|trog|irriterande|trakig|ful|hemsk|trasig|skitdalig|plagsam\w*|skrap|platburk\w*|sopig|sugs|suger|varst|fattar (ju )?(ingenting|inget|inte|noll)|forstar (ju )?(ingenting|inget|inte|noll)|begriper (ju )?(ingenting|inget|inte)|lyssnar inte|hjalper inte|stupid|dumb|useless|annoying|idiot|moron|terrible|bad|worthless|rubbish|awful|pathetic|sucks?|broken|slow|understand (nothing|anything)|do not (understand|get it|listen)|not helping|hopeless|hopplos\w*|skit|skitbot)\b/u,
      { unless: /\b(hur|vad gor|what do|how)\b/u },
    ),
    cue(
      0.94,
      /\b(dra at (helvete|skogen|fanders)|ga och (dra|do|hang dig)|at (helvete|skogen|pipsvangen)|fuck( off| you)?|shit|piss off|screw you|go to hell|damn it|dammit|skitprogram|skitsystem|satans|jag hatar (dig|det har|detta)|hatar (dig|det har)|i hate (you|this)|kuk|fitta|hora|idiot\w*|skrap|wtf|what the (hell|fuck))\b/u,
      {
        unless:
          /\b(hur|vilka|vad|vem|nar|varfor|vilken|ska svara|ansvar\w*|how (is|are|many)|who|when|which|sluta|stop)\b/u,
      },
    ),
    cue(
      0.95,
      /\b(beratta|dra|kan du|tell|har du|know) ?(mig|me|ett|en|nagon|nagot|a|any)* ?(skamt|vits\w*|rolig\w*( historia)?|saga|joke\w*|story|funny)\b|\b(sjung|sing|dansa|dance|rimma|skriv en dikt|poem)\b|\b(alskar|gillar) du (mig|kaffe)\b|\bdo you (love|like)\b|\bmeningen med livet\b|\bmeaning of life\b|\b(vill|ska) (du|vi) (ga pa|dejta|gifta|fika|luncha|ha en kaffe)\b|\b(kaffe|fika)\?*$/u,
    ),
    cue(
      0.9,
      /^(jag ar |ar |i am |am |vilken |what a )?(trott|less|trott idag|ledsen|glad|stressad|sur|arg|hungrig|tired|sad|happy|stressed|angry|bored|hungry|dalig dag|jobbig dag|bad day|tough day|lang dag|long day|mandag|fredag|uttrakad|trott som)( idag| nu| today| now)*$|\b(dalig dag|bad day)\b/u,
    ),
    cue(
      0.88,
      /\b(var (kommer|far|hamtar) du|varifran|where do you get|where are you from|vem ager dig|who owns you|har du (kanslor|en familj|barn)|kan du (tanka|kanna)|do you (have feelings|think|sleep|eat|dream)|sover du|ater du|lever du|ar du (gift|kar|trott|glad|ledsen|sur|arg|kille|tjej|vaken|dar|ledig|ny|smart))\b/u,
    ),
    cue(
      1,
      /^(?:\S{1,12} ){0,4}(?:thanks a (?:million|bunch|ton|lot)|tusen tack|(?:thanks|thank you|tack) (?:so much )?for (?:the |your |all |din |all din |the )?(?:help|hjalpen|hjalp))$/u,
      { unless: /\b(?:sluta|stoppa|stop|quit|inte|dont|not)\b/u },
    ),
  ],
};
