/* What a sentence asks by, and how it says what to do: named here once, for every sign that is made of them. */

/** In expressions: each asks, wherever it stands. */
export const questionWord =
  'hur|vad|vilken|vilket|vilka|vem|nar|varfor|how|hows|what|whats|which|who|when|where|why';

/** A sentence that begins so asks. */
export const asksFirst = new RegExp(`^(?:${questionWord}|om|ar|gar|ligger|is|are)\\b`, 'u');

/** In expressions: each says what is to be done with a thing of the plan. */
export const order =
  'byt|aendra|flytta|stang|sank|hoj|satt|stryk|radera|lagg|avsluta|rensa|uppdatera|change|move|remove|delete|close|raise|lower|set|add|update|cancel|drop|swap';
