/** The value of a JSON text from outside; undefined for one that is no JSON, which itself never says undefined. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
