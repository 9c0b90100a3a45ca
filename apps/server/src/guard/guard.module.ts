import { Module } from '@nestjs/common';
import { GuardService } from './guard.service.ts';
import { PrintsRepository } from './prints.repository.ts';
import { ProofOfWork } from './proof-of-work.ts';

/** Tells programs from people at the doors where anybody may send something. */
@Module({
  providers: [GuardService, PrintsRepository, ProofOfWork],
  exports: [GuardService],
})
export class GuardModule {}
