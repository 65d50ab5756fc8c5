import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { createLinkingMessenger, type PageLinks, withPageLink } from '../../src/bot/page-links.ts';
import { renderCard, withBlock } from '../../src/language/render-card.ts';
import { linkOfCard } from '../../src/web/links.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';

const links: PageLinks = {
  teamsAppId: '11111111-2222-4333-8444-555555555555',
  publicUrl: 'https://roder.example',
  pathOf: linkOfCard,
};
const person = '99999999-2222-4333-8444-555555555555';

function cardWith(verb: string, data: object, count = 1, language: 'sv' | 'en' = 'sv'): Card {
  const actions = Array.from({ length: count }, () => ({ verb, title: 'Tryck', data }));
  return renderCard('notice', { title: '', text: 'Hej', actions }, language);
}

/** Where the card's link leads, and what it is called. */
function linkIn(card: Card): { title: string; path: unknown; url: URL } | undefined {
  const found = /\{"type":"Action\.OpenUrl","title":"([^"]+)","url":"([^"]+)"\}/u.exec(JSON.stringify(card));
  if (!found) return undefined;
  const url = new URL(found[2]!);
  return { title: found[1]!, path: JSON.parse(url.searchParams.get('context')!).subEntityId, url };
}

describe('a card that has a page', () => {
  test.each([
    ['answer/open', { ask: `2026-D:${person}` }, '/app/mine'],
    ['reminders/why', { ask: `2026-D:${person}` }, '/app/mine'],
    ['following/start', { id: 'gu1' }, '/app/assignments/gu1'],
    ['plan/preview', { token: 'x' }, '/app/plan'],
    ['rounds/coming', { round: '2026-D' }, '/app/operations'],
  ])('leads there by a link into Teams that names nobody: %s', (verb, data, path) => {
    const found = linkIn(withPageLink(cardWith(verb, data), links))!;
    expect([found.title, found.path]).toEqual(['Öppna i Roder', path]);
    expect(found.url.href).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/entity\/11111111-[\w-]+\/roder\?/u);
    expect(found.url.searchParams.get('webUrl')).toBe(`https://roder.example${path}`);
    expect(found.url.href).not.toContain(person);
  });

  test.each([
    [{ of: 'whole', id: '2026 T1' }, '/app/?round=2026%20T1'],
    [{ of: 'whole' }, '/app/'],
    [{ of: 'indicator', id: 'i14' }, '/app/indicators/i14'],
    [{ of: 'round', id: '2026-D' }, '/app/rounds/2026-D'],
    [{ of: 'versions' }, '/app/plan/versions'],
  ] as const)('leads to the page that it was made to say, whatever its buttons do: %j', (page, path) => {
    const actions = [{ verb: 'answer/open', title: 'Tryck', data: {} }];
    const card = renderCard('notice', { title: '', text: 'Hej', actions }, 'sv', page);
    expect(linkIn(withPageLink(withBlock(card, {}), links))?.path).toBe(path);
  });

  test('says it in the card’s own language, and below where its buttons are six', () => {
    expect(linkIn(withPageLink(cardWith('plan/menu', {}, 1, 'en'), links))?.title).toBe('Open in Roder');
    const full = withPageLink(cardWith('plan/menu', {}, 6), links) as unknown as { actions: object[] };
    expect(full.actions).toHaveLength(6);
    expect(linkIn(full as unknown as Card)?.path).toBe('/app/plan');
  });

  test('says it in that language also where something was added to the card', () => {
    const english = withBlock(cardWith('plan/menu', {}, 6, 'en'), {
      type: 'TextBlock',
      text: 'Was it this?',
    });
    expect(linkIn(withPageLink(english, links))?.title).toBe('Open in Roder');
  });

  test('has no link where there are no pages, and a card about nothing of them has none either', () => {
    const card = cardWith('answer/open', { ask: 'x' });
    expect(withPageLink(card, undefined)).toBe(card);
    expect(linkIn(withPageLink(cardWith('help/show', {}), links))).toBeUndefined();
  });

  test('has it also where Roder writes of its own accord', async () => {
    const messenger = new RecordingMessenger();
    const linking = createLinkingMessenger(messenger, links);
    const card = cardWith('plan/preview', { token: 'x' });
    await linking.postToChannel({ tenantId: 't', channelId: '19:x' }, { card, summary: '' });
    expect(JSON.stringify(messenger)).toContain('l/entity/');
  });
});
