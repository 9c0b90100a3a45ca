/** One column of the table behind a chart. Numbers stand right; quiet columns are read second. */
export interface TableColumn {
  readonly name: string;
  readonly number?: boolean;
  readonly quiet?: boolean;
}

/** The same facts as the chart, row by row; the first cell names its row. */
export interface ChartTable {
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** A figure over time. Values are in the shown unit (percent or points); null is a gap. */
export interface TrendChart {
  readonly kind: 'trend';
  readonly unit: string;
  readonly points: readonly {
    readonly name: string;
    readonly short: string;
    readonly year: string | null;
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly median: number | null;
    readonly open: boolean;
    readonly said: string;
  }[];
  /** A dotted line before this point. */
  readonly breaks: readonly { readonly before: number; readonly label: string }[];
  readonly says: { readonly last: string; readonly open: string; readonly median: string };
}

/** Departments by their number of cases, and the limits of chance. Values are in the shown unit. */
export interface FunnelChart {
  readonly kind: 'funnel';
  readonly unit: string;
  readonly centre: number;
  readonly curve: readonly {
    readonly n: number;
    readonly low95: number;
    readonly high95: number;
    readonly low998: number;
    readonly high998: number;
  }[];
  readonly points: readonly {
    readonly n: number;
    readonly value: number;
    readonly role: 'peer' | 'focus' | 'outside';
    readonly label: string;
    readonly said: string;
  }[];
  readonly says: { readonly centre: string; readonly inner: string; readonly outer: string };
}

/** The share answered within so many working days, in percent. */
export interface WaitChart {
  readonly kind: 'wait';
  readonly until: number;
  readonly steps: readonly {
    readonly wait: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
    readonly said: string;
  }[];
  readonly peers: readonly { readonly wait: number; readonly share: number }[];
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly says: {
    readonly median: string;
    readonly ninetieth: string;
    readonly peers: string;
    readonly start: string;
    readonly end: string;
  };
}

/**
 * Everything a chart draws, with every word already said: the server makes an SVG of it, and the same plan travels
 * to the browser as JSON for the live chart.
 */
export type Chart = TrendChart | FunnelChart | WaitChart;
