import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Every metric of one process, in Prometheus' terms. Names carry their unit. */
export class Metrics {
  readonly registry = new Registry();

  readonly requestSeconds = new Histogram({
    name: 'huiyin_request_seconds',
    help: 'Time from request to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [this.registry],
  });

  readonly jobSeconds = new Histogram({
    name: 'huiyin_job_seconds',
    help: 'Time a job took, by name and outcome.',
    labelNames: ['job', 'outcome'],
    buckets: [0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers: [this.registry],
  });

  readonly folded = new Counter({
    name: 'huiyin_folded_deltas_total',
    help: 'Outbox rows folded into tallies by this process.',
    registers: [this.registry],
  });

  readonly outboxWaiting = new Gauge({
    name: 'huiyin_outbox_waiting',
    help: 'Outbox rows not folded yet, as last counted by the worker.',
    registers: [this.registry],
  });

  readonly mails = new Gauge({
    name: 'huiyin_mails',
    help: 'Mails of the last 30 days by state: waiting, sent, given_up after a day or because the server refuses them.',
    labelNames: ['state'],
    registers: [this.registry],
  });

  constructor(role: 'api' | 'worker') {
    this.registry.setDefaultLabels({ role });
    collectDefaultMetrics({ register: this.registry });
  }
}
