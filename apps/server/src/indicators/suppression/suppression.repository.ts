import type { LocalDate, Population } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ScopePeriod } from '../scope-period.ts';
import { scopePeriodText } from '../scope-period.ts';
import type { PublicCell, Structure } from './public-cells.ts';

/** Sizes of cells in, cells to withhold out. */
@Injectable()
export class SuppressionRepository {
  /** How many people stand behind each cell of a population that the public may see, in a fixed order. */
  cells(manager: EntityManager, { key, measures }: Population): Promise<PublicCell[]> {
    return manager.query(
      `select scope_kind as "scopeKind", scope_code as "scopeCode", period_kind as "periodKind",
         period_start as "periodStart", n,
         case when released then case when $1 = any(withheld) then 'withheld' else 'shown' end end as released,
         not released and exists (
           select from figure_withheld w
           where (w.scope_kind, w.scope_code, w.period_kind, w.period_start)
               = (sized.scope_kind, sized.scope_code, sized.period_kind, sized.period_start)
             and w.population = $1 and w.people = n) as kept
       from (
         select *, ${measures.map((_, place) => `coalesce((sums ->> $${place + 2})::int, 0)`).join(' + ')} as n
         from public_figure
       ) sized
       where n > 0
       order by scope_kind, scope_code, period_kind, period_start`,
      [key, ...measures],
    );
  }

  async structure(manager: EntityManager): Promise<Structure> {
    const regions: { code: string; parent: string | null }[] = await manager.query(
      'select code, parent_code as parent from region order by code',
    );
    const departments: Structure['departments'] = await manager.query(
      `select code,
         (select coalesce(json_agg(i.code order by i.code), '[]')
          from service_item i
          where i.department_id = d.id) as items,
         (select coalesce(json_agg(json_build_object('from', from_month, 'region', region_code, 'line', line_code) order by from_month), '[]')
          from department_place p
          where p.department_id = d.id) as places
       from department d
       order by code`,
    );
    return { regions: new Map(regions.map(({ code, parent }) => [code, parent])), departments };
  }

  async digests(manager: EntityManager): Promise<ReadonlyMap<string, Buffer>> {
    const rows: { population: string; digest: Buffer }[] = await manager.query(
      'select population, digest from figure_withheld_state',
    );
    return new Map(rows.map(({ population, digest }) => [population, digest]));
  }

  /** How many people each withheld cell had when it was last looked at, by population and cell. */
  async withheld(manager: EntityManager): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
    const rows: (ScopePeriod & { population: string; people: number })[] = await manager.query(
      `select scope_kind as "scopeKind", scope_code as "scopeCode", period_kind as "periodKind",
         period_start as "periodStart", population, people
       from figure_withheld`,
    );
    const found = new Map<string, Map<string, number>>();
    for (const { population, people, ...cell } of rows)
      found.set(
        population,
        (found.get(population) ?? new Map<string, number>()).set(scopePeriodText(cell), people),
      );
    return found;
  }

  /** Makes the withheld cells of a population exactly those given; true when that changed what is withheld. */
  async replace(
    manager: EntityManager,
    population: string,
    withheld: readonly PublicCell[],
    digest: Buffer,
  ): Promise<boolean> {
    const columns = [
      population,
      withheld.map((cell) => cell.scopeKind),
      withheld.map((cell) => cell.scopeCode),
      withheld.map((cell) => cell.periodKind),
      withheld.map((cell): LocalDate => cell.periodStart),
      withheld.map(({ n }) => n),
    ];
    const given = `unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::integer[])
      as given (scope_kind, scope_code, period_kind, period_start, people)`;
    const [, gone]: [unknown, number] = await manager.query(
      `delete from figure_withheld kept
       where population = $1 and not exists (
         select from ${given}
         where (given.scope_kind, given.scope_code, given.period_kind, given.period_start)
           = (kept.scope_kind, kept.scope_code, kept.period_kind, kept.period_start)
       )`,
      columns,
    );
    const written: { isNew: boolean }[] = await manager.query(
      `insert into figure_withheld as kept (scope_kind, scope_code, period_kind, period_start, population, people)
       select scope_kind, scope_code, period_kind, period_start, $1, people
       from ${given}
       on conflict (scope_kind, scope_code, period_kind, period_start, population) do update
       set people = excluded.people
       where kept.people <> excluded.people
       returning kept.xmax = 0 as "isNew"`,
      columns,
    );
    await manager.query(
      `insert into figure_withheld_state (population, digest)
       values ($1, $2)
       on conflict (population) do update
       set digest = excluded.digest`,
      [population, digest],
    );
    return gone > 0 || written.some(({ isNew }) => isNew);
  }
}
