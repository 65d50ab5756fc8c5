import type { Request, Response, Server } from 'restify';
import { isLoopback } from '../base/loopback.ts';

/**
 * Without authentication, listening on this machine only is not enough: a page in a browser on it may have its own
 * name point here (DNS rebinding). So what is asked for by another name, or from a page of one, is refused.
 */
export function serveThisMachineOnly(server: Server): void {
  server.pre((request: Request, response: Response, next: (go?: false) => void) => {
    const { host, origin } = request.headers;
    if (isHere(`http://${host}`) && (origin === undefined || isHere(origin))) {
      next();
      return;
    }
    response.send(403, { error: 'not-this-machine' });
    next(false);
  });
}

function isHere(url: string): boolean {
  return isLoopback(URL.parse(url)?.hostname ?? '');
}
