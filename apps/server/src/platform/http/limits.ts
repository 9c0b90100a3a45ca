/** The largest body a request may carry. Files come in by the import, not here. */
export const BODY_LIMIT = 1_048_576;
export const BODY_LIMIT_WORDS = '1 MB';
