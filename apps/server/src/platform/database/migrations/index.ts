import { Directory1763700000001 } from './0001-directory.ts';
import { Policies1763700000002 } from './0002-policies.ts';
import { Ratings1763700000003 } from './0003-ratings.ts';
import { Letters1763700000004 } from './0004-letters.ts';
import { PublishedLetters1763700000005 } from './0005-published-letters.ts';
import { Tallies1763700000006 } from './0006-tallies.ts';
import { Figures1763700000007 } from './0007-figures.ts';
import { WorkerBeat1763700000008 } from './0008-worker-beat.ts';
import { MoreFacts1763700000009 } from './0009-more-facts.ts';
import { MoreTallies1763700000010 } from './0010-more-tallies.ts';
import { IndicatorSystems1763700000011 } from './0011-indicator-systems.ts';
import { ItemChannelSpans1763700000012 } from './0012-item-channel-spans.ts';
import { WithheldPeople1763700000013 } from './0013-withheld-people.ts';
import { Raters1763700000014 } from './0014-raters.ts';
import { Writers1763700000015 } from './0015-writers.ts';
import { Resealing1763700000016 } from './0016-resealing.ts';
import { DoorLimits1763700000017 } from './0017-door-limits.ts';
import { Attachments1763700000018 } from './0018-attachments.ts';
import { Guard1763700000019 } from './0019-guard.ts';
import { Mail1763700000020 } from './0020-mail.ts';
import { Removals1763700000021 } from './0021-removals.ts';
import { ApiKeys1763700000022 } from './0022-api-keys.ts';
import { InvitationsOpened1763700000023 } from './0023-invitations-opened.ts';

/** Every change of the schema, in the order in which they run. Only ever added to. */
export const MIGRATIONS = [
  Directory1763700000001,
  Policies1763700000002,
  Ratings1763700000003,
  Letters1763700000004,
  PublishedLetters1763700000005,
  Tallies1763700000006,
  Figures1763700000007,
  WorkerBeat1763700000008,
  MoreFacts1763700000009,
  MoreTallies1763700000010,
  IndicatorSystems1763700000011,
  ItemChannelSpans1763700000012,
  WithheldPeople1763700000013,
  Raters1763700000014,
  Writers1763700000015,
  Resealing1763700000016,
  DoorLimits1763700000017,
  Attachments1763700000018,
  Guard1763700000019,
  Mail1763700000020,
  Removals1763700000021,
  ApiKeys1763700000022,
  InvitationsOpened1763700000023,
] as const;
