// Jest wants the end of the run in a file of its own.
export { stopTestPostgres as default } from './postgres-setup.mjs';
