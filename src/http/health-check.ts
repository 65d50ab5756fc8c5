/** The container's HEALTHCHECK: exits with 0 if Roder answers on its port, else with 1. */
const port = process.env.PORT ?? '3978';
const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
process.exitCode = answer?.ok ? 0 : 1;
