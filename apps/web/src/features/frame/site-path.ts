/**
 * The address of the page without its language, as it may be linked: one leading slash only, because two would make
 * the browser leave for another host.
 */
export const pathOf = (path: string): string => `/${path.replace(/^[/\\]+/, '')}`;

/** The same without its query. */
export const placeOf = (path: string): string => pathOf(path).replace(/[?#].*$/s, '');
