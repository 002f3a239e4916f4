import { type Content, html, type Markup } from "../../../markup/html.js";

export interface TableColumn<Row> {
  heading: string;
  /** Figures stand to the right, one under the other. Default: text. */
  isFigure?: boolean;
  /** Null = unknown. */
  of: (row: Row) => Content;
}

export interface TableData<Row> {
  caption: string;
  /** Whether a heading above says what the caption does. Default false: the caption becomes one. */
  isNamedAbove?: boolean;
  /** The first of them names its row. */
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  /** What stands there when there are no rows. */
  empty: string;
}

const UNKNOWN = html`<span title="unknown">–</span>`;

/** With more columns than these, a table scrolls on a phone anyway: its names get room. */
const MOST_ON_A_PHONE = 5;

/** A table that scrolls by itself where the page is narrower. */
export function table<Row>({ caption, isNamedAbove = false, columns, rows, empty }: TableData<Row>): Markup {
  // A caption is as wide as its table, so what is seen of it on a phone would be its beginning.
  const heading = !isNamedAbove && html`<h3>${caption}</h3>`;
  if (rows.length === 0) return html`${heading}<p class="nothing">${empty}</p>`;
  const figure = (column: TableColumn<Row>) => column.isFigure === true && html` class="figure"`;
  return html`${heading}<div class="scroll${columns.length > MOST_ON_A_PHONE && " many"}" role="group" aria-label="${caption}" tabindex="0">
<table>
<caption class="unseen">${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${figure(column)}>${column.heading}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`
<tr>${columns.map((column, place) => {
      const cell = column.of(row) ?? UNKNOWN;
      return place === 0
        ? html`<th scope="row"${figure(column)}>${cell}</th>`
        : html`<td${figure(column)}>${cell}</td>`;
    })}</tr>`,
  )}
</tbody>
</table>
</div>`;
}

/** What a list leaves out, as a line under it; nothing when it is whole. */
export function leftOut({ left_out: amount }: { left_out: number }, what: string): string {
  return amount === 0 ? "" : `${amount} more ${what} are counted, but not shown here.`;
}
