import type { ItemChannelFact, LocalDate } from '@huiyin/domain';
import { addDays, daysBetween } from '@huiyin/domain';
import type { Chance } from '../chance.ts';
import type { Office } from './office.ts';

/** On which channels the items of an office are required and live: some are opened in the course of the months. */
export function coverageOf(
  { departmentId, items, character }: Office,
  { from, today }: { readonly from: LocalDate; readonly today: LocalDate },
  chance: Chance,
): ItemChannelFact[] {
  const always = [{ from, until: null }];
  const length = daysBetween(from, today);
  return items.flatMap(({ itemId, item }) => [
    ...item.channels.map((channel) => ({ departmentId, itemId, channel, required: always, live: always })),
    ...item.missing.map((channel) => {
      const opened = addDays(from, chance.whole(20, length));
      const live = chance.happens(character.opened) && opened < today ? [{ from: opened, until: null }] : [];
      return { departmentId, itemId, channel, required: always, live };
    }),
  ]);
}
