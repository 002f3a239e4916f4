import type { ProductQualityReport } from "../report.js";
import { extensionOf, type ReportFormat } from "./report-formats.js";

const LONGEST_NAME = 60;

/**
 * A name for a report of which no other was said: its products and its period, such as
 * `quality-report-web-shop-2026-01-01-to-2026-03-31.html`. The same question gives the same name.
 */
export function reportFileName({ scope }: Pick<ProductQualityReport, "scope">, format: ReportFormat): string {
  const { products, period, test_ids } = scope;
  const [first] = products;
  const only = products.length === 1 && first !== undefined ? slug(first.title) || String(first.id) : null;
  const parts = [
    "quality-report",
    only ?? `${products.length}-products-${products.map(({ id }) => id).join("-")}`.slice(0, LONGEST_NAME),
    test_ids === null ? null : `${test_ids.length}-tests`,
    period?.start ?? null,
    period?.end == null ? null : `to-${period.end}`,
  ];
  return `${parts.filter((part) => part !== null).join("-")}${extensionOf(format)}`;
}

/** A title as a part of a file name: letters and digits of any script, and hyphens. */
function slug(title: string): string {
  const plain = title.normalize("NFKC").toLowerCase();
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return [...words].slice(0, LONGEST_NAME).join("").replace(/-$/, "");
}
