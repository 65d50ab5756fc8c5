import type { JWTPayload } from 'jose';
import { channelIssuer } from '../../src/bot/cloud.ts';
import { FakeEntra } from '../support/fake-entra.ts';
import { FakeTeams } from '../support/fake-teams.ts';
import { type RunningService, startService } from '../support/running-service.ts';

export const appId = '6b5d7c9a-0f0e-4d0c-9f3a-2f7f4f1c0de5';
export const tenantId = '22222222-2222-4222-8222-222222222222';
export const identityApp = {
  MicrosoftAppId: appId,
  MicrosoftAppType: 'UserAssignedMSI',
  MicrosoftAppTenantId: tenantId,
};

export interface ProductionWorld {
  readonly entra: FakeEntra;
  readonly teams: FakeTeams;
  readonly service: RunningService;
  /** What Teams says in a token that is as it should be. */
  claims(): JWTPayload;
}

/** The service as in production, with a Teams that signs what it sends and an Entra that both ask. */
export async function startProductionWorld(
  env: Readonly<Record<string, string | undefined>> = identityApp,
): Promise<ProductionWorld> {
  const entra = await FakeEntra.start();
  const claims = () => {
    const now = Math.round(Date.now() / 1000);
    return { iss: channelIssuer, aud: appId, serviceurl: teams.serviceUrl, nbf: now - 60, exp: now + 3600 };
  };
  const teams = await FakeTeams.start({
    authorization: async () => `Bearer ${await entra.sign(claims())}`,
  });
  const service = await startService({
    entry: 'test/support/service-in-own-cloud.ts',
    env: {
      RODER_MODE: 'production',
      KOLADA_URL: 'off',
      RODER_TENANTS: tenantId,
      LOG_LEVEL: 'debug',
      TEST_ENTRA_URL: entra.url,
      ...entra.identityEnvironment,
      ...env,
    },
  });
  teams.connectTo(service.url);
  return { entra, teams, service, claims };
}
