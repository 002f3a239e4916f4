import type { JsonData } from "../types.js";

export const jsonText = (data: JsonData): string => (typeof data === "string" ? data : JSON.stringify(data));
