import type { BugDeviceWrite } from "@testio/store";

/** A device in words: `iOS 26.1, Apple iPhone 17 (smartphone), Safari`. */
export function foundOn({ category, vendor, device, ...on }: BugDeviceWrite): string {
  const system = inWords([on.operatingSystem, on.operatingSystemVersion]);
  const model = inWords([vendor, device]);
  const kind = category === null ? "" : `(${category})`;
  const parts = [system, inWords([model, kind]), on.browsers.join(", ")].filter((part) => part !== "");
  return parts.length === 0 ? "unknown device" : parts.join(", ");
}

function inWords(words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null && word !== "").join(" ");
}
