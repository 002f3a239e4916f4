import type { LenientFields } from "./lenient.js";
import { isObject, readText } from "./readings.js";

/** The user stories of a feature: strings, or objects when `includes[]=user_stories` was asked for. Their titles here. */
export function userStoriesField(fields: LenientFields) {
  return fields.texts("user_stories", (story) => readText(isObject(story) ? story.title : story));
}
