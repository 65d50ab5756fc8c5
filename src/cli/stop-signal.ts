/**
 * Resolves when the process is asked to end: Ctrl-C, a platform's SIGTERM, a closed terminal. The same
 * Ctrl-C may arrive twice, from the terminal and again from npm: the second changes nothing.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
