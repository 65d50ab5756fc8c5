import { isLoopback } from '../base/loopback.ts';

/** A file that somebody dropped in the chat, as Teams tells of it. */
export interface DroppedFile {
  readonly name: string;
  readonly downloadUrl: string;
}

export type FetchedFile =
  | { readonly bytes: Uint8Array }
  | { readonly refused: 'foreign' | 'too-large' | 'unreachable' };

export interface FetchRules {
  /** Whether files may be fetched from there. */
  readonly serves: (url: URL) => boolean;
  readonly maxBytes: number;
}

const maxSeconds = 20;
const maxRedirects = 3;

/** Where Teams keeps what is dropped in a chat: the sender's OneDrive. */
const fileHosts = ['sharepoint.com', 'sharepoint.us', 'sharepoint-df.com'];

export function isMicrosoftFile({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' && fileHosts.some((host) => hostname.endsWith(`.${host}`));
}

/** The demo has no OneDrive: its files are on this machine. */
export function isLocalFile({ protocol, hostname }: URL): boolean {
  return /^https?:$/u.test(protocol) && isLoopback(hostname);
}

/**
 * The file's bytes. The address comes with the message, so it is believed no further than its host; nothing of
 * Roder's own goes along, no more is read than a plan can be, and where it leads on to is judged again.
 */
export async function fetchFile({ downloadUrl }: DroppedFile, rules: FetchRules): Promise<FetchedFile> {
  const signal = AbortSignal.timeout(maxSeconds * 1000);
  try {
    let url = URL.parse(downloadUrl);
    for (let step = 0; step <= maxRedirects; step++) {
      if (!url || !rules.serves(url)) return { refused: 'foreign' };
      const response = await fetch(url, { signal, redirect: 'manual', credentials: 'omit' });
      const next: string | null = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next) {
        await response.body?.cancel();
        url = URL.parse(next, url);
      } else return response.ok ? await bodyOf(response, rules.maxBytes) : { refused: 'unreachable' };
    }
    return { refused: 'unreachable' };
  } catch {
    // A name that is not found, a connection cut, no answer in time: the person tries again.
    return { refused: 'unreachable' };
  }
}

async function bodyOf(response: Response, maxBytes: number): Promise<FetchedFile> {
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await response.body?.cancel();
    return { refused: 'too-large' };
  }
  if (!response.body) return { bytes: new Uint8Array() };
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Node reads a body chunk by chunk; the type that TypeScript has for it is the browsers'.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) return { refused: 'too-large' };
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks) };
}
