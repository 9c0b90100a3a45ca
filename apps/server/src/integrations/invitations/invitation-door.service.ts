import type { InvitedCases } from '@huiyin/contract';
import { paths } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import { DirectoryService } from '../../directory/directory.service.ts';
import { VisitorError } from '../../platform/errors/errors.ts';
import type { ApiKey } from '../../platform/keys/api-key.ts';
import type { Invited } from '../../ratings/invitations.service.ts';
import { InvitationsService } from '../../ratings/invitations.service.ts';
import type { ListedCase } from './case-to-invite.ts';
import { caseToInvite } from './case-to-invite.ts';

type Result = InvitedCases['results'][number];

/** Where the systems of departments name the cases whose people are to be asked. */
@Injectable()
export class InvitationDoorService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
    private readonly invitations: InvitationsService,
  ) {}

  /**
   * Invites for each of the cases that is one, within the reach of the key: all of them in one transaction. A wrong one is
   * answered by what is wrong with it. The same cases again have the same links and invite nobody twice.
   */
  async invite(given: readonly unknown[], key: ApiKey, origin: string, now: number): Promise<Result[]> {
    const directory = await this.directory.snapshot();
    const read = given.map((one) => withinReach(caseToInvite(one, directory, now), key, directory));
    const invited = await this.inviteAll(
      read.filter((one): one is ListedCase => !(one instanceof VisitorError)),
    );
    return read.map((one, index) => {
      if (one instanceof VisitorError) return refused(given[index], one);
      const { outcome, token } = invited.get(one)!;
      return { case: one.caseNumber, outcome, link: `${origin}${paths.rateBy(token)}` };
    });
  }

  private async inviteAll(cases: readonly ListedCase[]): Promise<ReadonlyMap<ListedCase, Invited>> {
    if (cases.length === 0) return new Map();
    const invited = await this.invitations.invite(
      this.source.manager,
      cases.map(({ invitation }) => invitation),
    );
    return new Map(cases.map((one, index) => [one, invited[index]!]));
  }
}

function withinReach(
  found: ListedCase | VisitorError,
  { departmentId }: ApiKey,
  directory: DirectorySnapshot,
): ListedCase | VisitorError {
  if (found instanceof VisitorError || departmentId === null) return found;
  const department = directory.departmentById.get(found.invitation.departmentId)!;
  return directory.isWithin(department, departmentId)
    ? found
    : new VisitorError('key_department', { code: department.code });
}

function refused(given: unknown, wrong: VisitorError): Result {
  const { case: caseNumber = null } = (given ?? {}) as { readonly case?: unknown };
  const { code, places } = wrong;
  return {
    case: typeof caseNumber === 'string' ? caseNumber : null,
    outcome: 'refused',
    problem: {
      code,
      zh: wrong.sentence('zh'),
      en: wrong.sentence('en'),
      ...(places.length > 0 ? { places: [...places] } : {}),
    },
  };
}
