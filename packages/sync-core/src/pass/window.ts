/**
 * A page of a list as the API is asked for it. Pages of different sizes cut the list at different places, which is what
 * lets one begin within the stretch that an earlier one has read.
 */
export interface Window {
  /** `page`, from 1. */
  page: number;
  /** `per_page`. */
  size: number;
}

/** How many records stand above a window. */
export function topOf({ page, size }: Window): number {
  return (page - 1) * size;
}

/**
 * The window to read once `rows` records are read: one of at most `limit` that begins with `overlap` records read already, or
 * more, and reaches as far below as possible. Where there is none (`rows` is divisible by all sizes) the one right below.
 */
export function windowBelow(rows: number, limit: number, overlap = 1): Window {
  if (rows === 0) return { page: 1, size: limit };
  let best: Window | null = null;
  let bestGain = 0;
  const first = rows - overlap;
  for (let size = limit; first >= 0 && size >= 2 && 2 * size >= limit && bestGain < size - overlap; size -= 1) {
    const gain = size - overlap - (first % size);
    if (gain <= bestGain) continue;
    best = { page: Math.floor(first / size) + 1, size };
    bestGain = gain;
  }
  if (best !== null) return best;
  let size = Math.min(limit, rows);
  while (rows % size !== 0) size -= 1;
  return { page: rows / size + 1, size };
}

/** The window below so many records, which begins with `overlap` of them, and as many more below it as are fetched ahead. */
export function windowsBelow(
  rows: number,
  limit: number,
  { overlap, ahead }: { overlap: number; ahead: number },
): [Window, ...Window[]] {
  let last = windowBelow(rows, limit, overlap);
  const windows: [Window, ...Window[]] = [last];
  while (windows.length <= ahead) {
    last = windowBelow(topOf(last) + last.size, limit);
    windows.push(last);
  }
  return windows;
}

/** The window that holds the record at `row` (from 0) and reaches as far above it as possible; null at the top of the list. */
export function windowAbove(row: number, limit: number): Window | null {
  if (row === 0) return null;
  const sizes = Array.from({ length: limit }, (_, index) => index + 1);
  const best = sizes.reduce((a, b) => (row % b >= row % a ? b : a), 1);
  return row % best === 0 ? null : { page: Math.floor(row / best) + 1, size: best };
}
