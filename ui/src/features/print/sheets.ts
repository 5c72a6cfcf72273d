// Cuts blocks of known heights into sheets.

export interface Heights {
  /** Of each block, in order. */
  blocks: readonly number[];
  /** Of what stands above the blocks of the first sheet alone. */
  start: number;
  /** Of what stands on every sheet besides. */
  every: number;
}

/** How many blocks each sheet takes, in order; one that is taller than a sheet gets one of its own. `keep` says which must not be the last of a sheet. */
export function blocksPerSheet({ blocks, start, every }: Heights, room: number, keep: (index: number) => boolean): number[] {
  const sheets: number[] = [];
  let [first, left] = [0, room - every - start];
  blocks.forEach((height, index) => {
    if (height > left && index > first) {
      let end = index;
      while (end > first + 1 && keep(end - 1)) end -= 1;
      sheets.push(end - first);
      first = end;
      left = room - every - blocks.slice(end, index).reduce((sum, one) => sum + one, 0);
    }
    left -= height;
  });
  return [...sheets, blocks.length - first];
}
