import { isLoopback } from '../../src/base/loopback.ts';
import { type Cloud, channelIssuer } from '../../src/bot/cloud.ts';

/** Microsoft's side played on this machine: the same rules, other addresses. */
export function ownCloud(entraUrl: string, globalServiceUrl?: string): Cloud {
  return {
    tokenIssuer: channelIssuer,
    signInUrl: entraUrl,
    serves: (serviceUrl) => isLoopback(URL.parse(serviceUrl)?.hostname ?? ''),
    globalServiceUrl,
    endpoints: {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: channelIssuer,
      ToBotFromChannelTokenIssuer: channelIssuer,
      OAuthUrl: `${entraUrl}/oauth`,
      ToBotFromChannelOpenIdMetadataUrl: `${entraUrl}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${entraUrl}/openid`,
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: true,
    },
  };
}
