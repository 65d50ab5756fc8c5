import { afterAll, describe, expect, test } from '@jest/globals';
import {
  type AppRole,
  createArguments,
  lacking,
  type Registered,
  updateArguments,
} from '../../infra/sign-in-app.ts';
import { readRole, writeRole } from '../../src/api/caller.ts';
import { endAll } from '../support/at-end.ts';
import { fakeAzureCli } from './fake-azure-cli.ts';

const url = 'https://ca-roder.x.azurecontainerapps.io';
const app = { url, appId: '5a1e0000-0000-4000-8000-000000000001', scopeId: 'the-scope', roles: [] };

afterAll(endAll);

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
      '@3',
    ]);
    expect(kept[0]).toMatchObject([
      { id: 'the-scope', value: 'access_as_user', type: 'User', isEnabled: true },
    ]);
    expect(kept[1]).toEqual([
      { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', delegatedPermissionIds: ['the-scope'] },
      { appId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', delegatedPermissionIds: ['the-scope'] },
    ]);
  });

  test('has a role for programs that read and one for those that deliver, for programs alone; again changes no id', () => {
    const rolesOf = (roles: readonly AppRole[]) => {
      const kept: unknown[] = [];
      updateArguments({ ...app, roles }, (value) => `@${kept.push(value)}`);
      return kept[2] as readonly AppRole[];
    };
    const made = rolesOf([]);
    expect(made.map(({ value }) => value)).toEqual([readRole, writeRole]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
    for (const one of made)
      expect(one).toMatchObject({ allowedMemberTypes: ['Application'], isEnabled: true });
    const own = { id: 'own', value: 'Own.Role' };
    expect(rolesOf([own, ...made])).toEqual([own, ...made]);
  });

  test('is looked at again: what it lacks is named', () => {
    const found: Registered = {
      identifierUris: [`api://ca-roder.x.azurecontainerapps.io/${app.appId}`],
      web: { redirectUris: [`${url}/app/sign-in/browser`] },
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [{ id: 'the-scope', value: 'access_as_user', isEnabled: true }],
      },
      appRoles: [readRole, writeRole].map((value) => ({ id: value, value, isEnabled: true })),
    };
    expect(lacking(url, app.appId, found)).toEqual([]);
    const [read, write] = found.appRoles!;
    const disabled = { ...found, appRoles: [read!, { ...write!, isEnabled: false }] };
    expect(lacking(url, app.appId, disabled)).toEqual(['the application role Roder.Values.Write']);
    expect(lacking(url, app.appId, {})).toHaveLength(6);
  });

  test('is made, looked at, and set right again by the command, as Azure CLI is asked to', async () => {
    const { run, calls } = await fakeAzureCli(app.appId);
    expect(run(url)).toMatchObject({ status: 0, out: expect.stringContaining('all that Roder needs') });
    const made = calls();
    expect(made.filter((words) => words[1] === 'sp').map((words) => words[2])).toEqual([
      'list',
      'create',
      'list',
    ]);
    const id = ['--id', app.appId];
    expect(run(url, ...id, '--check').status).toBe(0);
    const kinds = calls()
      .slice(made.length)
      .map((words) => words.slice(0, 3).join(' '));
    expect(kinds).toEqual(['ad app show', 'ad sp list']);
    const moved = run('https://elsewhere.example', ...id, '--check');
    expect([moved.status, moved.err]).toEqual([1, expect.stringContaining('lacks the redirect to')]);
    expect(run(url, ...id).status).toBe(0);
    const roleIds = () => calls().filter((words) => words.includes('--app-roles')).length;
    expect(roleIds()).toBe(2);
    expect(run('http://not-safe.example').status).toBe(1);
  });
});
