import { registerHooks } from 'node:module';

/**
 * The library signs people in by dialogs, which Roder never does, and loads with them what reads dates and numbers
 * in a dozen languages: a third of a second and 35 MB. While it is loaded `botbuilder-dialogs` is a file of ours.
 * Its file alone, too: the whole library brings what talks to language models.
 */
const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'botbuilder-dialogs'
      ? { url: new URL('no-dialogs.cjs', import.meta.url).href, format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
});
export const { Application } = await import('@microsoft/teams-ai/lib/Application.js');
hooks.deregister();
