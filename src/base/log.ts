import pino, { type DestinationStream } from 'pino';
import type { Log } from './ports.ts';

/** Where a token may be: parts with full stops between, each of them read once, however long. */
const parts = /(?<![\w-])[\w-]+(?:\.[\w-]+)+/gu;
/** Tokens of Teams and of Entra, and what signs a link: two or three parts, of which the first begins with `{"`. */
const tokenBegins = /eyJ[\w-]{8}/u;

/**
 * Lines of JSON on standard output. What is logged is ids and codes; should a field with people's words or
 * a secret ever be passed, it is taken out here: the fields by their name, tokens and `secrets` wherever they stand.
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
    // As it stands in JSON, too: a quotation mark in a secret is written with a stroke before it.
    for (const form of [secret, JSON.stringify(secret).slice(1, -1)])
      clean = clean.replaceAll(form, '[secret]');
  }
  return clean;
}
