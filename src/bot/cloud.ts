import type { ConfigurationBotFrameworkAuthenticationOptions } from 'botbuilder';
import { isLoopback } from '../base/loopback.ts';

/** Microsoft's side as Roder meets it: whose tokens are believed, and where answers may go. */
export interface Cloud {
  /** Who signs the tokens of Teams' requests. */
  readonly tokenIssuer: string;
  /** Where people and programs sign in, without a slash at its end. */
  readonly signInUrl: string;
  /** Whether requests may come from, and Roder's own token may go to, this address. */
  serves(serviceUrl: string): boolean;
  /** Where Teams can be reached before any turn has told; undefined: only a turn tells. */
  readonly globalServiceUrl: string | undefined;
  /** Where the signing keys are, and so on; absent: Microsoft's own. */
  readonly endpoints?: ConfigurationBotFrameworkAuthenticationOptions;
}

export const channelIssuer = 'https://api.botframework.com';

const microsoftHosts = ['smba.trafficmanager.net', 'teams.microsoft.com', 'teams.microsoft.us'];

export const microsoftCloud: Cloud = {
  tokenIssuer: channelIssuer,
  signInUrl: 'https://login.microsoftonline.com',
  serves: (serviceUrl) => {
    const { protocol, hostname } = URL.parse(serviceUrl) ?? { protocol: '', hostname: '' };
    return (
      protocol === 'https:' &&
      microsoftHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
    );
  },
  globalServiceUrl: 'https://smba.trafficmanager.net/teams/',
};

/** The demo has no Teams but the one on this machine that writes to it. */
export const demoCloud: Cloud = {
  tokenIssuer: '',
  signInUrl: '',
  serves: (serviceUrl) => isLoopback(URL.parse(serviceUrl)?.hostname ?? ''),
  globalServiceUrl: undefined,
};
