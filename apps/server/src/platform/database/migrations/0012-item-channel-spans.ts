import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When an item was required and live on a channel, as spans: one that ends is kept beside the one that begins later, so
 * what was true of a past month stays so however often the item comes and goes.
 */
export class ItemChannelSpans1763700000012 implements MigrationInterface {
  name = 'ItemChannelSpans1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table item_channel_span (
        service_item_id integer not null,
        channel_code    text    not null,
        kind            text    not null,
        from_day        date    not null,
        until_day       date,
        constraint item_channel_span_pkey primary key (service_item_id, channel_code, kind, from_day),
        constraint item_channel_span_item_fkey foreign key (service_item_id) references service_item (id) on delete cascade,
        constraint item_channel_span_channel_fkey foreign key (channel_code) references channel (code),
        constraint item_channel_span_kind_check check (kind in ('required', 'live')),
        constraint item_channel_span_days_check check (until_day > from_day)
      );
      create unique index item_channel_span_open_key on item_channel_span (service_item_id, channel_code, kind)
        where until_day is null;
      insert into item_channel_span (service_item_id, channel_code, kind, from_day, until_day)
      select service_item_id, channel_code, kind, from_day, until_day
      from service_item_channel
      cross join lateral (
        values ('required', required_from, required_until), ('live', live_from, live_until)
      ) as span (kind, from_day, until_day)
      where from_day is not null and (until_day is null or until_day > from_day);
      drop table service_item_channel;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table service_item_channel (
        service_item_id integer not null,
        channel_code    text    not null,
        required_from   date,
        required_until  date,
        live_from       date,
        live_until      date,
        constraint service_item_channel_pkey primary key (service_item_id, channel_code),
        constraint service_item_channel_item_fkey foreign key (service_item_id) references service_item (id) on delete cascade,
        constraint service_item_channel_channel_fkey foreign key (channel_code) references channel (code)
      );
      -- The older table knows one span of each kind: the last.
      insert into service_item_channel
        (service_item_id, channel_code, required_from, required_until, live_from, live_until)
      select service_item_id, channel_code,
        max(from_day) filter (where kind = 'required'), max(until_day) filter (where kind = 'required'),
        max(from_day) filter (where kind = 'live'), max(until_day) filter (where kind = 'live')
      from (
        select distinct on (service_item_id, channel_code, kind) *
        from item_channel_span
        order by service_item_id, channel_code, kind, from_day desc
      ) as last
      group by service_item_id, channel_code;
      drop table item_channel_span;
    `);
  }
}
