import { asError, RoderError } from '../base/errors.ts';
import { inTime } from '../base/in-time.ts';
import type { AppConfig } from '../config.ts';
import { type Cloud, microsoftCloud } from './cloud.ts';
import { TeamsAdapter } from './teams-adapter.ts';

/** How long the token service may take; a managed identity's own endpoint is slow when it is cold. */
const timeoutMs = 20_000;

interface Credentials {
  getToken(forceRefresh?: boolean): Promise<string>;
}

/** Whether Entra gives the bot the token that it writes to Teams with. Sends nothing to Teams. */
export async function checkIdentity(
  app: AppConfig,
  cloud: Cloud = microsoftCloud,
): Promise<{ ok: true } | { ok: false; problem: string }> {
  try {
    const client = await new TeamsAdapter(app, cloud).connector(cloud.globalServiceUrl ?? '');
    const { credentials } = client as unknown as { credentials: Credentials };
    await inTime(timeoutMs, credentials.getToken(true), () => {
      throw new RoderError('identity-silent', `No answer within ${timeoutMs / 1000} seconds.`);
    });
    return { ok: true };
  } catch (error) {
    return { ok: false, problem: asError(error).message };
  }
}
