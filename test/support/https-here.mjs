import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

/** From now on what this process asks of `host` over TLS is asked of a server on this machine instead, without. */
export function playHere(host, url) {
  const { hostname, port } = new URL(url);
  const request = https.request;
  https.request = (options, ...rest) => {
    if (options.hostname !== host) return request(options, ...rest);
    const { agent: _agent, ...others } = options;
    return http.request({ ...others, protocol: 'http:', hostname, port }, ...rest);
  };
  syncBuiltinESMExports();
}
