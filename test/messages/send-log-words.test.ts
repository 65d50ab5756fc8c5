import { expect, test } from '@jest/globals';
import { languages } from '../../src/language/language.ts';
import { reasonWords, unreachedWords } from '../../src/messages/send-log-words.ts';

/** Why nothing was sent, as Roder itself says it. */
const own = ['no-service-url', 'held-back', 'no-answer', 'never-ended', 'service-host-refused', 'no-address'];

test.each(languages.flatMap((language) => own.map((reason) => [language, reason] as const)))(
  'the send log says in words, to a person and to a channel, in %s: %s',
  (language, reason) => {
    for (const words of [reasonWords(reason, language), unreachedWords(reason, language).why])
      expect(words).not.toContain(reason);
  },
);

test('a code of Teams’ is left as it is, so that it can be searched for', () => {
  expect(reasonWords('502 BadGateway', 'sv')).toBe('502 BadGateway');
});
