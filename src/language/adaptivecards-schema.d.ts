/**
 * Stands in for what the types of `adaptivecards-templating` import from another package's TypeScript
 * sources, which do not compile under this project's settings.
 */
export type IAdaptiveCard = object;
