import { afterAll, describe, expect, test } from '@jest/globals';
import { fetchFile, isLocalFile, isMicrosoftFile } from '../../src/bot/fetch-file.ts';
import { endAll } from '../support/at-end.ts';
import { FileHost } from '../support/file-host.ts';

afterAll(endAll);

describe('where files dropped in a chat are fetched from in production', () => {
  test.each([
    'https://sjovik-my.sharepoint.com/personal/x/_layouts/15/download.aspx?UniqueId=1&tempauth=y',
    'https://sjovik.sharepoint.com/sites/x/plan.xlsx',
    'https://agency-my.sharepoint.us/plan.xlsx',
  ])('%s is Microsoft’s', (url) => {
    expect(isMicrosoftFile(new URL(url))).toBe(true);
  });

  test.each([
    'http://sjovik-my.sharepoint.com/plan.xlsx',
    'https://sharepoint.com.example.org/plan.xlsx',
    'https://notsharepoint.com/plan.xlsx',
    'https://example.org/?sharepoint.com',
    'https://sjovik.sharepoint.com@example.org/plan.xlsx',
    'https://127.0.0.1/plan.xlsx',
    'http://169.254.169.254/metadata/identity/oauth2/token',
    'file:///etc/passwd',
  ])('%s is not', (url) => {
    expect(isMicrosoftFile(new URL(url))).toBe(false);
  });

  test('in the demo they are on this machine alone', () => {
    expect(isLocalFile(new URL('http://127.0.0.1:9/plan.xlsx'))).toBe(true);
    expect(isLocalFile(new URL('https://sjovik-my.sharepoint.com/plan.xlsx'))).toBe(false);
    expect(isLocalFile(new URL('file:///etc/passwd'))).toBe(false);
  });
});

describe('a file', () => {
  const rules = { serves: isLocalFile, maxBytes: 1000 };

  test('comes whole, also by way of another address there', async () => {
    const host = await FileHost.start();
    const file = host.keep('plan.json', Buffer.from('{}'));
    const moved = host.keep('plan.json', { redirect: new URL(file.url).pathname });
    for (const { name, url } of [file, moved]) {
      const fetched = await fetchFile({ name, downloadUrl: url }, rules);
      expect('bytes' in fetched && Buffer.from(fetched.bytes).toString()).toBe('{}');
    }
  });

  test('that is too large is left before it has all been read', async () => {
    const host = await FileHost.start();
    for (const answer of [Buffer.alloc(1001), { endless: 100_000_000 }]) {
      const { url } = host.keep('plan.json', answer);
      expect(await fetchFile({ name: 'plan.json', downloadUrl: url }, rules)).toEqual({
        refused: 'too-large',
      });
    }
  });

  test('from a name that nobody has, or a host that does not answer, is unreachable', async () => {
    const downloadUrl = 'http://127.0.0.1:9/plan.json';
    expect(await fetchFile({ name: 'plan.json', downloadUrl }, rules)).toEqual({ refused: 'unreachable' });
  });
});
