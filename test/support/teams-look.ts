/** How a card looks in a client like Teams': our own colours and measures, close to Teams' three themes. */
export type Theme = 'light' | 'dark' | 'contrast';

interface Colours {
  /** Around the card. */
  readonly page: string;
  readonly card: string;
  readonly emphasis: string;
  readonly border: string;
  readonly inputBorder: string;
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  /** Behind containers of these styles. */
  readonly tints: {
    readonly accent: string;
    readonly good: string;
    readonly warning: string;
    readonly attention: string;
  };
  readonly primaryButton: string;
  readonly primaryButtonText: string;
}

export const themes: Readonly<Record<Theme, Colours>> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    emphasis: '#f5f5f5',
    border: '#e0e0e0',
    inputBorder: '#8a8a8a',
    text: '#242424',
    subtle: '#616161',
    accent: '#4f52b2',
    good: '#0e700e',
    warning: '#835b00',
    attention: '#b10e1c',
    tints: { accent: '#e8ebfa', good: '#f1faf1', warning: '#fff9f5', attention: '#fdf3f4' },
    primaryButton: '#5b5fc7',
    primaryButtonText: '#ffffff',
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    emphasis: '#333333',
    border: '#484848',
    inputBorder: '#adadad',
    text: '#ffffff',
    subtle: '#c7c7c7',
    accent: '#a6a7dc',
    good: '#9fd89f',
    warning: '#fce100',
    attention: '#f1a3a8',
    tints: { accent: '#2f2f4a', good: '#16351d', warning: '#463100', attention: '#4b1a1e' },
    primaryButton: '#5b5fc7',
    primaryButtonText: '#ffffff',
  },
  contrast: {
    page: '#000000',
    card: '#000000',
    emphasis: '#000000',
    border: '#ffffff',
    inputBorder: '#ffffff',
    text: '#ffffff',
    subtle: '#ffffff',
    accent: '#ffff01',
    good: '#3ff23f',
    warning: '#ffff01',
    attention: '#ff9a9a',
    tints: { accent: '#000000', good: '#000000', warning: '#000000', attention: '#000000' },
    primaryButton: '#1aebff',
    primaryButtonText: '#000000',
  },
};

const fontFamily =
  '"Segoe UI", "Segoe UI Web (West European)", -apple-system, "Liberation Sans", Arial, sans-serif';

/** A host configuration of the open-source renderer. */
export function hostConfig(theme: Theme): object {
  const colours = themes[theme];
  const style = (backgroundColor: string) => ({
    backgroundColor,
    foregroundColors: foregroundColours(colours),
    borderColor: colours.border,
    borderThickness: 1,
  });
  const { tints } = colours;
  return {
    fontFamily,
    fontTypes: {
      default: { fontFamily, ...fontMeasures },
      monospace: { fontFamily: 'monospace', ...fontMeasures },
    },
    supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: colours.border },
    imageSizes: { small: 32, medium: 52, large: 100 },
    textBlock: { headingLevel: 2 },
    textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
    containerStyles: {
      default: style(colours.card),
      emphasis: style(colours.emphasis),
      accent: style(tints.accent),
      good: style(tints.good),
      warning: style(tints.warning),
      attention: style(tints.attention),
    },
    inputs: { ...inputs },
    actions: { ...actions },
    factSet: { title: { weight: 'bolder', maxWidth: 160, wrap: true }, value: { wrap: true }, spacing: 12 },
    table: { cellSpacing: 6 },
  };
}

const fontMeasures = {
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
};

const inputs = {
  label: {
    inputSpacing: 'small',
    requiredInputs: { weight: 'default', suffix: ' *', suffixColor: 'attention' },
    optionalInputs: { weight: 'default' },
  },
  errorMessage: { size: 'small', color: 'attention' },
};

const actions = {
  maxActions: 6,
  spacing: 'default',
  buttonSpacing: 8,
  showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
  actionsOrientation: 'horizontal',
  actionAlignment: 'left',
  allowTitleToWrap: false,
};

function foregroundColours(colours: Colours): object {
  const { text, subtle, accent, good, warning, attention } = colours;
  const named = { default: text, dark: text, light: text, accent, good, warning, attention };
  const pairs = Object.entries(named).map(([name, colour]) => {
    return [name, { default: colour, subtle: name === 'default' ? subtle : colour }];
  });
  return Object.fromEntries(pairs);
}

/** What the renderer leaves to style sheets: the card's frame, buttons, inputs, focus. */
export function styleSheet(theme: Theme, width: number): string {
  const { page, card, border, inputBorder, text, accent, primaryButton, primaryButtonText, attention } =
    themes[theme];
  return `
    body { margin: 0; color-scheme: ${theme === 'light' ? 'light' : 'dark'}; background: ${page}; color: ${text}; font: 14px/20px ${fontFamily}; }
    #card { width: ${width}px; margin: 16px; border: 1px solid ${border}; border-radius: 6px; overflow: hidden; background: ${card}; box-sizing: border-box; }
    #card p { margin: 0; }
    #card h2 { margin: 0; font: inherit; }
    #card .has-border { border: 1px solid ${border}; border-radius: 4px; }
    #card a { color: ${accent}; }
    :focus-visible { outline: 2px solid ${text}; outline-offset: 1px; }
    .ac-pushButton { min-height: 32px; padding: 5px 12px; border: 1px solid ${inputBorder}; border-radius: 4px; background: ${card}; color: ${text}; font: 600 14px/20px ${fontFamily}; cursor: pointer; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .ac-pushButton.style-positive { border-color: ${primaryButton}; background: ${primaryButton}; color: ${primaryButtonText}; }
    .ac-pushButton.style-destructive { color: ${attention}; }
    .ac-input { box-sizing: border-box; border: 1px solid ${inputBorder}; border-radius: 4px; background: ${card}; color: ${text}; font: 14px/20px ${fontFamily}; }
    .ac-textInput, .ac-choiceSetInput-compact, .ac-dateInput, .ac-timeInput { padding: 5px 8px; min-height: 32px; }
    .ac-multiline { min-height: 68px; resize: vertical; }
    .ac-toggleInput, .ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect { border: 0; }
    .ac-input-validation-failed { border-color: ${attention}; }
    .ac-input-container ~ .ac-textBlock { margin-top: 4px; }
    .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
    ::placeholder { color: ${themes[theme].subtle}; opacity: 1; }
  `;
}
