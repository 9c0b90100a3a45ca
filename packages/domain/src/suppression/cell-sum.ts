/** A relation between cells that every reader knows: the whole is the sum of its parts, and of `rest` that no cell shows. */
export interface CellSum {
  readonly whole: number;
  /** Indices of cells. */
  readonly parts: readonly number[];
  readonly rest?: number;
}
