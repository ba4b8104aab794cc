/** Of a pipeline of which nothing more is known. */
export const latestRule = 'A mapping at LATEST may skip records written while AWS applies a change, until one of its batches has succeeded.'
