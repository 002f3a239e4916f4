import { expect, it } from "vitest";
import { customerSite } from "../src/index.js";

const site = (customerName: string, apiBaseUrl = "https://api.test.io/customer/v2") =>
  customerSite({ customerName, apiBaseUrl });

it("is the customer's subdomain beside the API", () => {
  expect(site("acme")).toBe("https://acme.test.io");
  expect(site("Acme-2")).toBe("https://acme-2.test.io");
  expect(site("acme", "https://api.stage-a.space/customer/v2")).toBe("https://acme.stage-a.space");
});

it("is not guessed where the name is no subdomain, or the API is not TestIO's", () => {
  for (const name of ["default", "Acme Corp", "a.b", "-a", "a@evil.example/", "ä"]) expect(site(name), name).toBeNull();
  expect(site("acme", "http://127.0.0.1:4020/customer/v2")).toBeNull();
});
