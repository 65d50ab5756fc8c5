export function playHere(host: string, url: string): void;
