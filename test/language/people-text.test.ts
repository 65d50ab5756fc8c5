import { describe, expect, test } from '@jest/globals';
import { cleanData, cleanText } from '../../src/language/people-text.ts';

describe('what people type and paste', () => {
  test.each([
    ['a soft line break of PowerPoint', 'a\u000bb', 'a\nb'],
    ['a page break', 'a\fb', 'a\nb'],
    ['line ends of Windows and of old Macs', 'a\r\nb\rc\n\r\nd', 'a\nb\nc\n\nd'],
    ['line ends of the web and of databases', 'a\u2028b\u2029c\u0085d', 'a\nb\nc\nd'],
    ['nothing, bells and escapes', 'a\u0000b\u0007c\u001bd\u007fe\u009ff\uffffg', 'abcdefg'],
    ['half a character', 'a\ud83db', 'a\ufffdb'],
  ])('has %s as a line break or as nothing', (_what, text, clean) => {
    expect(cleanText(text)).toBe(clean);
    expect(cleanText(clean)).toBe(clean);
  });

  test('keeps every other character, tabs and joined emoji too', () => {
    const text = 'å a\u030a\t👩‍👧 \u00a0–\u00ad\u200b\u200e”ü”\n';
    expect(cleanText(text)).toBe(text);
  });

  test('is cleaned wherever it stands in data, and what is no text is left', () => {
    const at = new Date(0);
    expect(cleanData({ a: ['x\u0000', 1, null, { b: 'y\u000bz' }], at, c: undefined })).toEqual({
      a: ['x', 1, null, { b: 'y\nz' }],
      at,
      c: undefined,
    });
  });
});
