/** An operating system with what runs it. */
export interface Platform {
  readonly category: { readonly id: number; readonly key: string; readonly name: string };
  readonly system: { readonly id: number; readonly key: string; readonly name: string };
  readonly versions: readonly [string, ...string[]];
  readonly devices: readonly [readonly [vendor: string, device: string], ...(readonly [string, string])[]];
  readonly browsers: readonly [string, ...string[]];
}

const COMPUTER = { id: 1, key: "computer", name: "Computers" };
const SMARTPHONE = { id: 2, key: "smartphone", name: "Smartphones" };
const TABLET = { id: 3, key: "tablet", name: "Tablets" };

const WINDOWS: Platform = {
  category: COMPUTER,
  system: { id: 11, key: "windows", name: "Windows" },
  versions: ["10", "11"],
  devices: [
    ["Dell", "XPS 15"],
    ["Lenovo", "ThinkPad T14"],
    ["HP", "EliteBook 840"],
  ],
  browsers: ["Chrome", "Firefox", "Edge Chromium"],
};
const MACOS: Platform = {
  category: COMPUTER,
  system: { id: 12, key: "osx", name: "macOS" },
  versions: ["13.6", "14.5", "15.2"],
  devices: [
    ["Apple", "MacBook Pro"],
    ["Apple", "MacBook Air"],
    ["Apple", "iMac"],
  ],
  browsers: ["Safari", "Chrome", "Firefox"],
};
const IPHONE: Platform = {
  category: SMARTPHONE,
  system: { id: 13, key: "ios", name: "iOS" },
  versions: ["16.7", "17.5", "18.2"],
  devices: [
    ["Apple", "iPhone 13"],
    ["Apple", "iPhone 15 Pro"],
    ["Apple", "iPhone SE"],
  ],
  browsers: ["Safari", "Chrome"],
};
const ANDROID: Platform = {
  category: SMARTPHONE,
  system: { id: 14, key: "android", name: "Android" },
  versions: ["12", "13", "14", "15"],
  devices: [
    ["Samsung", "Galaxy S23"],
    ["Google", "Pixel 8"],
    ["Xiaomi", "Redmi Note 12"],
    ["OnePlus", "Nord 3"],
  ],
  browsers: ["Chrome", "Samsung Internet", "Firefox"],
};
const IPAD: Platform = {
  category: TABLET,
  system: { id: 15, key: "ipados", name: "iPadOS" },
  versions: ["16.7", "17.5"],
  devices: [
    ["Apple", "iPad Air"],
    ["Apple", "iPad Pro 11"],
  ],
  browsers: ["Safari", "Chrome"],
};
const ANDROID_TABLET: Platform = {
  category: TABLET,
  system: { id: 14, key: "android", name: "Android" },
  versions: ["13", "14"],
  devices: [
    ["Samsung", "Galaxy Tab S9"],
    ["Lenovo", "Tab P11"],
  ],
  browsers: ["Chrome"],
};

type Platforms = readonly [Platform, ...Platform[]];

const BY_TYPE: Readonly<Record<string, Platforms>> = {
  mobile_app_ios: [IPHONE, IPAD],
  mobile_app_android: [ANDROID, ANDROID_TABLET],
  mobile_app_windows: [WINDOWS],
};
const EVERYWHERE: Platforms = [WINDOWS, MACOS, IPHONE, ANDROID, IPAD, ANDROID_TABLET];

/** What a product of this type is tested on. */
export function platformsOf(productType: unknown): Platforms {
  return (typeof productType === "string" ? BY_TYPE[productType] : undefined) ?? EVERYWHERE;
}
