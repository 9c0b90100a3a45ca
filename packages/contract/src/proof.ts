/**
 * A proof of work that a form asks a device for when much comes from its network: a few seconds that no person notices and
 * a program that sends thousands does. Made and checked by this site alone.
 */
export interface ProofTask {
  /** The challenge, as JSON of the ALTCHA protocol, version 2. */
  readonly challenge: string;
}
