import { customerSite, type Settings } from "@testio/config";
import type { ReportHtmlOptions } from "@testio/insights";

/** What the page of a report says and links to besides its figures. */
export function reportPage(settings: Settings): ReportHtmlOptions {
  const site = customerSite(settings);
  return { site, customer: site === null ? null : settings.customerName };
}
