/** The largest body a request may carry. Files come in by the import, or with a form, not here. */
export const BODY_LIMIT = 1_048_576;
export const BODY_LIMIT_WORDS = '1 MB';

/** The largest file that a form may carry, and how many of them go with one form. */
export const FILE_LIMIT = 10 * 1_048_576;
export const FILE_LIMIT_WORDS = '10 MB';
export const FILES_LIMIT = 5;
