/** A JSON object of the API. */
export type ApiRecord = Record<string, unknown>;
