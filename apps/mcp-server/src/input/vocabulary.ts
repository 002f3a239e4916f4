/** What the TestIO API answers as `product_type`. */
export const PRODUCT_TYPES = [
  "website",
  "mobile_app_ios",
  "mobile_app_android",
  "mobile_app_windows",
  "streaming_app",
  "gaming",
] as const;

/** What the TestIO API answers as `testing_type`. */
export const TESTING_TYPES = ["rapid", "focused", "coverage", "usability", "custom"] as const;

export const SORT_ORDERS = ["asc", "desc"] as const;
