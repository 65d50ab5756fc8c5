import { describe, expect, test } from '@jest/globals';
import { createArguments, updateArguments } from '../../infra/sign-in-app.ts';

const url = 'https://ca-roder.x.azurecontainerapps.io';
const app = { url, appId: '5a1e0000-0000-4000-8000-000000000001', scopeId: 'the-scope' };

describe('the app registration that people sign in to', () => {
  test('comes back to the pages, gives no access token to browsers, and has no secret', () => {
    const made = createArguments(url).join(' ');
    expect(made).toContain(`--web-redirect-uris ${url}/app/sign-in/browser`);
    expect(made).toContain('--enable-id-token-issuance true');
    expect(made).not.toMatch(/secret|password|key|access-token-issuance/u);
  });

  test('is named as the manifest names it, has its scope before it lets Teams have it, and lets nobody else', () => {
    const kept: unknown[] = [];
    const steps = updateArguments(app, (value) => `@${kept.push(value)}`);
    expect(steps.map((step) => step.at(-1))).toEqual([
      `api://ca-roder.x.azurecontainerapps.io/${app.appId}`,
      'api.oauth2PermissionScopes=@1',
      'api.preAuthorizedApplications=@2',
    ]);
    expect(kept[0]).toMatchObject([
      { id: 'the-scope', value: 'access_as_user', type: 'User', isEnabled: true },
    ]);
    expect(kept[1]).toEqual([
      { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', delegatedPermissionIds: ['the-scope'] },
      { appId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', delegatedPermissionIds: ['the-scope'] },
    ]);
  });
});
