/** What the platform provides that has no class of its own to be asked for by. */
export const CONFIGURATION = Symbol('Configuration');
/** Which jobs this process or thread runs. */
export const LANE = Symbol('JobLane');
