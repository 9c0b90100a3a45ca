import type { RectificationEvent } from '@huiyin/domain';

/** An order from elsewhere with its whole history. It has the key of the bad rating that opened it. */
export interface NewRectification {
  readonly departmentId: number;
  readonly id: string;
  readonly itemId: number | null;
  readonly channel: string;
  readonly events: readonly RectificationEvent[];
}
