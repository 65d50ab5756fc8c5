import { describe, expect, test } from '@jest/globals';
import { demoTenant, readConfig, secretsOf } from '../src/config.ts';

const production = {
  MicrosoftAppId: '11111111-1111-4111-8111-111111111111',
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: '22222222-2222-4222-8222-222222222222',
  RODER_TENANTS: '22222222-2222-4222-8222-222222222222',
  RODER_STORE: 'sqlite:/var/lib/roder/roder.db',
};

const faultsOf = (variables: Record<string, string | undefined>): string => {
  try {
    readConfig(variables);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the settings', () => {
  test('of production are read, and it listens to everybody', () => {
    expect(readConfig(production)).toMatchObject({
      mode: 'production',
      port: 3978,
      host: '0.0.0.0',
      app: { id: production.MicrosoftAppId, type: 'UserAssignedMSI' },
      tenants: [production.MicrosoftAppTenantId],
      store: { kind: 'sqlite', path: '/var/lib/roder/roder.db' },
    });
  });

  test('of the demo need nothing but its name, and keep it to this machine', () => {
    expect(readConfig({ RODER_MODE: 'demo' })).toMatchObject({
      host: '127.0.0.1',
      app: undefined,
      tenants: [demoTenant],
    });
    expect(faultsOf({ RODER_MODE: 'demo', HOST: '0.0.0.0' })).toContain('listens on 127.0.0.1 only');
    expect(faultsOf({ RODER_MODE: 'demo', MicrosoftAppId: production.MicrosoftAppId })).toContain(
      'remove it',
    );
  });

  test('without authentication start nothing in production', () => {
    const faults = faultsOf({});
    for (const name of ['MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'RODER_TENANTS']) {
      expect(faults).toContain(`${name} is missing`);
    }
  });

  test('that are wrong are all told at once, each with what it should be', () => {
    const faults = faultsOf({ ...production, PORT: 'abc', LOG_LEVEL: 'loud', RODER_STORE: 'mysql:' });
    expect(faults.split('\n')).toHaveLength(4);
    expect(faults).toContain('PORT should be a port number');
    expect(faults).toContain('LOG_LEVEL should be "error", "warn"');
    expect(faults).toContain('RODER_STORE should be "sqlite:PATH" or "cosmos"');
  });

  test('know that a managed identity has no secret, and a single-tenant app has one', () => {
    expect(faultsOf({ ...production, MicrosoftAppPassword: 'hush' })).toContain('remove it');
    expect(faultsOf({ ...production, MicrosoftAppType: 'SingleTenant' })).toContain(
      'MicrosoftAppPassword is missing',
    );
  });

  const secret = 'Hush8Q~very.secret=word';

  test.each([
    'PORT',
    'HOST',
    'RODER_MODE',
    'RODER_STORE',
    'COSMOS_ENDPOINT',
    'COSMOS_DATABASE',
    'AZURE_CLIENT_ID',
    'MicrosoftAppId',
    'MicrosoftAppType',
    'MicrosoftAppTenantId',
    'RODER_SECRET_EXPIRES',
    'RODER_SIGN_IN_APP_ID',
    'RODER_TENANTS',
    'RODER_TIME_ZONE',
    'RODER_PUBLIC_URL',
    'RODER_REDIRECT_ALL',
    'RODER_TURNS_PER_PERSON',
    'RODER_TURNS_PER_TENANT',
    'KOLADA_URL',
    'APPLICATIONINSIGHTS_CONNECTION_STRING',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'LOG_LEVEL',
  ])('refuse a secret that was put in %s by mistake, and do not repeat it', (name) => {
    const faults = faultsOf({ ...production, [name]: secret });
    expect(faults).toContain(`- ${name} should be `);
    expect(faults.split('\n')).toHaveLength(2);
    expect(faults).not.toContain('Hush8Q');
  });

  test.each([
    ['COSMOS_ENDPOINT', `AccountEndpoint=https://a.documents.azure.com:443/;AccountKey=${secret}`],
    ['COSMOS_ENDPOINT', `https://user:${secret}@a.documents.azure.com/`],
    ['COSMOS_ENDPOINT', 'http://a.documents.azure.com/'],
    ['RODER_PUBLIC_URL', `https://user:${secret}@roder.example.se`],
    ['RODER_PUBLIC_URL', `https://roder.example.se/?key=${secret}`],
    ['KOLADA_URL', `https://${secret}@api.kolada.se/v3`],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', `https://collector.example/#${secret}`],
    ['RODER_TENANTS', `${production.RODER_TENANTS},contoso.onmicrosoft.com`],
    ['RODER_REDIRECT_ALL', 'anna@kommunen.example'],
    ['HOST', 'http://127.0.0.1'],
  ])('take no other %s than its shape allows: %s', (name, value) => {
    const faults = faultsOf({ ...production, [name]: value });
    expect(faults).toContain(`- ${name} should be `);
    expect(faults).not.toContain(value);
    expect(faults).not.toContain('Hush8Q');
  });

  test('hold all that the log takes out: password, key, connection string, what a collector is to believe', () => {
    const config = readConfig({
      ...production,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppPassword: 'the password',
      RODER_STORE: 'cosmos',
      COSMOS_ENDPOINT: 'http://127.0.0.1:8081/',
      COSMOS_KEY: 'the key',
      APPLICATIONINSIGHTS_CONNECTION_STRING:
        'InstrumentationKey=the-instrument;IngestionEndpoint=https://x.example/',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20the-token-itself,x-key=the-second-key',
    });
    const secrets = secretsOf(config);
    for (const one of ['the password', 'the key', 'the-instrument', 'the-token-itself', 'the-second-key'])
      expect(secrets).toContain(one);
    expect(secrets).not.toContain('https://x.example/');
  });

  test('never repeat a secret', () => {
    const secret = 'a-very-secret-word';
    const faults = faultsOf({ ...production, MicrosoftAppPassword: secret, COSMOS_KEY: secret, PORT: '-1' });
    expect(faults).toContain('PORT');
    expect(faults).not.toContain(secret);
  });

  test('of Cosmos DB need its address', () => {
    expect(faultsOf({ ...production, RODER_STORE: 'cosmos' })).toContain('COSMOS_ENDPOINT is missing');
  });

  test('of Kolada are its own address in production, none in the demo, and nothing unencrypted elsewhere', () => {
    expect(readConfig(production).koladaUrl).toBe('https://api.kolada.se/v3');
    expect(readConfig({ ...production, KOLADA_URL: 'off' }).koladaUrl).toBeUndefined();
    expect(readConfig({ RODER_MODE: 'demo' }).koladaUrl).toBeUndefined();
    const local = 'http://127.0.0.1:8080/v3';
    expect(readConfig({ RODER_MODE: 'demo', KOLADA_URL: local }).koladaUrl).toBe(local);
    expect(faultsOf({ ...production, KOLADA_URL: 'http://kolada.example' })).toContain(
      'KOLADA_URL should be',
    );
    expect(faultsOf({ ...production, KOLADA_URL: 'kolada' })).toContain('KOLADA_URL should be');
  });

  test('that are empty are as if they were not there', () => {
    expect(readConfig({ ...production, PORT: ' ', LOG_LEVEL: '' }).port).toBe(3978);
  });
});
