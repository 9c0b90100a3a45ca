import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What became of the invitations of a month, by department and channel. Each of them is among the one before. */
export interface Participation {
  /** 2026-11: of the invitation. */
  readonly month: string;
  readonly department: string;
  readonly channel: string;
  readonly offered: number;
  /** Touched by a person on the site, or answered. A mail scanner's look is none. */
  readonly opened: number;
  /** With a valid rating, as P1 counts them. */
  readonly answered: number;
}

/** How far invitations come: offered, opened, answered. Where they are lost tells a city what to mend. */
@Injectable()
export class ParticipationRepository {
  /** Of the invitations from one day to another, both included (2026-11-30), by month, department and channel. */
  between(manager: EntityManager, from: string, to: string): Promise<Participation[]> {
    return manager.query(
      `select to_char(invited_on, 'YYYY-MM') as month, department.code as department, invitation.channel_code as channel,
         count(*)::int as offered,
         count(*) filter (where opened_at is not null or rating.origin = 'active')::int as opened,
         count(*) filter (where rating.origin = 'active' and rating.standing = 'effective')::int as answered
       from invitation
       join department on department.id = invitation.department_id
       left join rating on rating.department_id = invitation.department_id and rating.id = invitation.rating_id
       where invited_on between $1 and $2
       group by 1, 2, 3
       order by 1, 2, 3`,
      [from, to],
    );
  }
}
