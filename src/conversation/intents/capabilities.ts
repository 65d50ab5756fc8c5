import { cue, type Intent } from '../intent.ts';

export const capabilities: Intent = {
  id: 'capabilities',
  subject: 'none',
  examples: {
    sv: [
      'vad kan du?',
      'vad kan du göra?',
      'vad kan man fråga dig?',
      'vad är du bra på?',
      'vad gör du',
      'vilka kommandon finns',
      'meny',
      'vad kan jag använda dig till',
      'vad kan du hjälpa mig med',
      'berätta vad du kan',
    ],
    en: [
      'what can you do?',
      'what can I ask you?',
      'what are you good at?',
      'what do you do',
      'list commands',
      'menu',
      'what can you help me with',
      'how can you help me',
      'features',
    ],
  },
  cues: [
    cue(
      0.95,
      /\b(vad|vilka saker|what|allt)\b.{0,10}\b(kan|formar|klarar|gor|can|could|do|vet|gar det att|gar att)\b.{0,8}\b(du|man|jag|vi|you|i|we|att)\b.{0,12}\b(gora|hjalpa\w*|fraga|svara|skriva|be|saga|kunna|anvanda|om|do|help|ask|write|say|use|answer|tell|ta reda|inte)?\b.{0,25}(till|dig|med|om|mig|you|me|with|about|on|gora|for|att|saga|formar)?( du)?( inte)?$/u,
      {
        unless:
          /\b(ser|om mig|about me|vet du (om|hur|vad)|hur (vet|mar)|mitt svar|omgang\w*|planen|ae?ndra|jag svara|jag gora|man (gora|ae?ndra|ta)|hur (gor|kan) (man|jag)|maste|av mig|how (do|can|could) i|me know|round|need|want|vad gor (man|jag|vi)|what (do|should|must) (i|we)( do| have)?( now)?$)\b|\b(store|keep)\b/u,
      },
    ),
    cue(
      0.94,
      /\b(vad ar du bra (pa|till|for)|what are you (good at|for)|vad ar (roder|du till)|what is roder|what are you able|dina (funktioner|formagor)|your (features|abilities|functions)|vad formar du|beratta (vad|om) (du|dig)|tell me (what you can|about yourself)|(vilka|lista|visa|list|show)( alla| all)? (kommando\w*|commands|funktioner|functions|features)|vad har du for funktioner|vad kan jag (fraga|anvanda)|vad kan roder|hur kan du hjalpa|how can you help|vad gor roder)\b/u,
    ),
    cue(
      0.95,
      /^(meny|menu|kommandon|commands|funktioner|features|alternativ|options|start|exempel|examples)$/u,
    ),
  ],
};
