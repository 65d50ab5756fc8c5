import { afterAll, expect, test } from '@jest/globals';
import { recordReport } from '../../src/answers/record-report.ts';
import { answerQuestion } from '../support/answer-question.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { openWebTown, roundId, town } from '../support/web-town.ts';
import { townPeople } from './town.ts';

afterAll(endAll);

test('whoever may not see what support is requested is not told that there is none', async () => {
  const { ports, url, cookieOf } = await openWebTown();
  const help = { what: 'Två vikarier.', from: 'leadership' };
  await recordReport(ports, {
    tenantId: town,
    roundId,
    assignmentId: 'care',
    contributionId: 'c',
    by: { personId: townPeople.owner, roleId: 'owner' },
    answers: { judgement: { status: 'on_track', ownWords: '', help } },
    base: 0,
  });
  const texts = await Promise.all(
    (['reader', 'leadership'] as const).map(async (standing) => {
      const personId = townPeople[standing];
      const asker = {
        actor: { tenantId: town, personId },
        where: { kind: 'personal' },
        language: 'sv',
      } as const;
      const asked = ['sammanfatta läget', 'vad är viktigast just nu?', 'vilka behöver hjälp?'];
      const cards = asked.map(async (text) => textOf(await answerQuestion(ports, asker, text)));
      const headers = { cookie: await cookieOf(personId) };
      const pages = ['/app/', `/app/lists/help?round=${roundId}`].map(async (path) =>
        (await fetch(`${url}${path}`, { headers })).text(),
      );
      return (await Promise.all([...cards, ...pages])).join('\n');
    }),
  );
  const [reader, leadership] = texts;
  expect(leadership).toContain('Två vikarier.');
  expect(reader).not.toContain('Två vikarier.');
  expect(reader).not.toMatch(/inget (?:önskat )?stöd|ingen (?:önskar|fråga om) stöd/iu);
  expect(reader).toContain('Bara ledningsgruppen och de som kan hjälpa får se vilket stöd som önskas.');
});
