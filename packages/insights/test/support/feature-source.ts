import { type Simulator, type SimulatorOptions, startSimulator } from "@testio/simulator";
import type { Store } from "@testio/store";
import { onTestFinished } from "vitest";
import type { Freshness, FreshnessReport } from "../../src/index.js";
import { NOW, product, state } from "./store.js";

export interface FeatureSource {
  simulator: Simulator;
  freshness: Freshness;
}

interface AnsweredFeature {
  id: number;
  title: string;
  description: string;
  howtofind: string;
  user_stories: string[];
}

/** Features of products from a simulated TestIO, stored as a sync would: those never fetched, or all with `force`. */
export async function featureSource(store: Store, options: SimulatorOptions = {}): Promise<FeatureSource> {
  const simulator = await startSimulator({ quirks: false, testsPerProduct: 1, ...options });
  onTestFinished(() => simulator.close());

  async function fetchInto(report: FreshnessReport, id: number, force: boolean, signal: AbortSignal | undefined) {
    const stored = await store.getSyncState(id, "FEATURES");
    if (stored?.succeededAt && !force) return { ...report, fresh: [...report.fresh, id] };
    const answer = await fetch(`${simulator.url}/products/${id}/features`, {
      headers: { authorization: `Token ${simulator.token}` },
      ...(signal === undefined ? {} : { signal }),
    });
    if (answer.status === 404) return { ...report, missing: [...report.missing, id] };
    if (!answer.ok) {
      const entry = { id, syncedAt: null, ageSeconds: null, reason: `TestIO answered ${answer.status}.` };
      return { ...report, stale: [...report.stale, entry] };
    }
    const { features } = (await answer.json()) as { features: AnsweredFeature[] };
    await store.write(async (tx) => {
      if ((await store.getProduct(id)) === null) await tx.upsertProducts([product(id)], NOW);
      const writes = features.map(({ user_stories: userStories, ...fields }) => {
        const { title, description, howtofind } = fields;
        return { id: fields.id, productId: id, title, description, howtofind, userStories, sectionIds: [], data: {} };
      });
      await tx.replaceFeatures(id, writes, NOW);
      await tx.putSyncState(state(id, { phase: "FEATURES", succeededAt: NOW }));
    });
    return { ...report, fetched: [...report.fetched, id] };
  }

  const nothing = { fetched: [], fresh: [], stale: [], missing: [] };
  const freshness: Freshness = {
    tests: async (ids) => ({ ...nothing, fresh: ids }),
    bugs: async (ids) => ({ ...nothing, fresh: ids }),
    features: async (ids, { signal, force = false } = {}) => {
      let report: FreshnessReport = nothing;
      for (const id of ids) report = await fetchInto(report, id, force, signal);
      return report;
    },
  };
  return { simulator, freshness };
}
