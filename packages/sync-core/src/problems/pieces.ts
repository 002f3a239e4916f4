import type { ListAnswer } from "@testio/api-client";
import type { TestWrite } from "@testio/store";
import type { BadRecord, TestPage } from "../pass/test-page.js";

type Answer = ListAnswer<TestWrite>;
type Row = { item: TestWrite } | { unreadable: Answer["unreadable"][number] } | { position: number };

/** Where two pieces meet. */
interface Seam {
  /** Place in the list, from 1, of the last record above it. */
  position: number;
  /** How many records were read down to it. */
  rows: number;
}

/** A page as it is put together from smaller pages and single bad records, from its top. */
export class Pieces {
  readonly #rows: Row[] = [];
  readonly #ends: Seam[] = [];

  /** Where each piece but the last one ends. */
  get seams(): readonly Seam[] {
    return this.#ends.slice(0, -1);
  }

  /** Adds a smaller page, which has records; `offset`: how many stand above it in the list. */
  add(offset: number, { items, unreadable }: Answer): void {
    const unread = new Map(unreadable.map((record) => [record.index, record]));
    const readable = items.values();
    const rows = items.length + unreadable.length;
    for (let index = 0; index < rows; index += 1) {
      const record = unread.get(index);
      const item = record === undefined ? readable.next().value : undefined;
      if (record !== undefined) this.#rows.push({ unreadable: record });
      else if (item !== undefined) this.#rows.push({ item });
    }
    this.#ends.push({ position: offset + rows, rows: this.#rows.length });
  }

  addBad(position: number): void {
    this.#rows.push({ position });
    this.#ends.push({ position, rows: this.#rows.length });
  }

  /** Whether the last record above a seam, asked for once more, is the one that was read there. */
  endsWith({ rows }: Seam, answer: Answer | "failed"): boolean {
    const row = this.#rows[rows - 1];
    if (row === undefined || answer === "failed") return row !== undefined && "position" in row;
    if ("item" in row) return answer.items[0]?.id === row.item.id;
    // One without an id cannot be told from another.
    return "unreadable" in row && answer.unreadable.length > 0;
  }

  /** Leaves out what was read below a seam. */
  cutAt({ rows }: Seam): void {
    this.#rows.length = rows;
  }

  toPage(): Pick<TestPage, "items" | "unreadable" | "bad"> {
    const page = { items: [] as TestWrite[], unreadable: [] as Answer["unreadable"], bad: [] as BadRecord[] };
    for (const row of this.#rows) {
      if ("item" in row) page.items.push(row.item);
      else if ("position" in row) page.bad.push({ itemsAbove: page.items.length, position: row.position });
      else page.unreadable.push(row.unreadable);
    }
    return page;
  }
}
