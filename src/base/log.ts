import pino, { type DestinationStream } from 'pino';
import type { Log } from './ports.ts';

/**
 * Anything that may be a token: word characters in parts separated by full stops. The pattern reads each part once, so
 * long input stays cheap.
 */
const parts = /(?<![\w-])[\w-]+(?:\.[\w-]+)+/gu;
/**
 * Tokens from Teams and Entra, and the tokens in download links: two or three parts, the first of which is base64 of
 * `{"`.
 */
const tokenBegins = /eyJ[\w-]{8}/u;

/**
 * Writes JSON lines to standard output. Callers log ids and codes only; this is the safety net that removes people's
 * words and secrets should they be passed anyway: fields by name, tokens and `secrets` anywhere in the text.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
): Log {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['text', 'card', 'ownWords', 'authorization', 'password', 'token', '*.text', '*.card'],
        remove: true,
      },
      hooks: { streamWrite: (line) => withoutSecrets(line, secrets) },
    },
    destination,
  );
}

function withoutToken(found: string): string {
  const start = found.search(tokenBegins);
  return start >= 0 && found.includes('.', start) ? `${found.slice(0, start)}[token]` : found;
}

function withoutSecrets(line: string, secrets: readonly string[]): string {
  let clean = line.replaceAll(parts, withoutToken);
  for (const secret of secrets) {
    // Also in its JSON form, where a quotation mark in the secret is escaped.
    for (const form of [secret, JSON.stringify(secret).slice(1, -1)])
      clean = clean.replaceAll(form, '[secret]');
  }
  return clean;
}
