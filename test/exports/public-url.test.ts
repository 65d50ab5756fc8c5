import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';

const production = {
  MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
  RODER_TENANTS: '00000000-0000-4000-8000-000000000002',
};

test('the address that files are fetched at is taken without its last slash, and may be left out', () => {
  expect(readConfig({ ...production, RODER_PUBLIC_URL: 'https://roder.example.se/' }).publicUrl).toBe(
    'https://roder.example.se',
  );
  expect(readConfig(production).publicUrl).toBeUndefined();
});

test.each(['http://roder.example.se', 'roder.example.se', 'ftp://roder.example.se'])(
  '%s stops the start in production',
  (address) => {
    expect(() => readConfig({ ...production, RODER_PUBLIC_URL: address })).toThrow('RODER_PUBLIC_URL');
  },
);
