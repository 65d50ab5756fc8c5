/** What the container's HEALTHCHECK runs: ends with 0 if Roder answers on its port, with 1 if not. */
const port = process.env.PORT ?? '3978';
const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
process.exitCode = answer?.ok ? 0 : 1;
