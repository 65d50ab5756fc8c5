import * as z from 'zod/v4';
import {
  alignment,
  backgroundImage,
  containerStyle,
  count,
  everyElement,
  flag,
  named,
  oneOf,
  optionally,
  type Parts,
  picture,
  pixels,
  text,
  verticalAlignment,
} from './values.ts';

const typography = {
  color: oneOf('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'),
  fontType: oneOf('default', 'monospace'),
  isSubtle: flag,
  size: oneOf('default', 'small', 'medium', 'large', 'extralarge'),
  weight: oneOf('default', 'lighter', 'bolder'),
};
const width = z.union([z.number(), pixels, z.string().regex(/^(auto|stretch|\d+)$/)]);

/** Text, pictures and what groups them; `inside` are those that stand in their own kind of place only. */
export function standardElements(parts: Parts) {
  const run = textRun(parts);
  const column = named('Column', {}, { ...holding(parts), items: z.array(parts.element), width });
  const cell = named('TableCell', { items: z.array(parts.element) }, holding(parts));
  const row = named('TableRow', { cells: z.array(cell) }, rowProperties(parts));
  return {
    elements: [...textElements(parts, run), ...containers(parts, column), table(parts, row)],
    inside: [run, column, cell, row],
  };
}

function textRun({ action }: Parts) {
  const decoration = { italic: flag, highlight: flag, strikethrough: flag, underline: flag };
  return named('TextRun', { text }, { ...typography, ...decoration, selectAction: action });
}

function textElements(parts: Parts, run: z.ZodType) {
  const { action } = parts;
  const every = { ...everyElement(parts), horizontalAlignment: alignment };
  const style = oneOf('default', 'heading', 'columnheader');
  const size = oneOf('auto', 'stretch', 'small', 'medium', 'large');
  const measures = { size, height: text, width: text };
  return [
    named('TextBlock', { text }, { ...every, ...typography, maxLines: count, wrap: flag, style }),
    named('RichTextBlock', { inlines: z.array(z.union([text, run])) }, every),
    named('FactSet', { facts: z.array(z.strictObject({ title: text, value: text })) }, everyElement(parts)),
    named(
      'Image',
      { url: picture, altText: text },
      {
        ...every,
        ...measures,
        backgroundColor: text,
        selectAction: action,
        style: oneOf('default', 'person'),
      },
    ),
  ];
}

function containers(parts: Parts, column: z.ZodType) {
  const places = { ...everyElement(parts), horizontalAlignment: alignment };
  return [
    named('Container', { items: z.array(parts.element) }, holding(parts)),
    named('ColumnSet', { columns: z.array(column) }, { ...holding(parts), ...places }),
    named('ActionSet', { actions: z.array(parts.action) }, places),
  ];
}

const cellAlignment = {
  horizontalCellContentAlignment: alignment,
  verticalCellContentAlignment: verticalAlignment,
};

function table(parts: Parts, row: z.ZodType) {
  const columns = z.array(z.strictObject({ width, ...optionally(cellAlignment) }));
  const look = { firstRowAsHeaders: flag, showGridLines: flag, gridStyle: containerStyle };
  return named(
    'Table',
    { columns, rows: z.array(row) },
    { ...everyElement(parts), ...cellAlignment, ...look },
  );
}

function rowProperties(parts: Parts) {
  return { ...everyElement(parts), ...cellAlignment, style: containerStyle };
}

function holding(parts: Parts) {
  return {
    ...everyElement(parts),
    selectAction: parts.action,
    style: containerStyle,
    verticalContentAlignment: verticalAlignment,
    bleed: flag,
    backgroundImage,
    minHeight: pixels,
    rtl: flag,
    // Teams' own; other clients pass over them.
    showBorder: flag,
    roundedCorners: flag,
  };
}
