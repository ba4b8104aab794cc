/** Of a pipeline of which nothing more is known. */
export const latestRule =
  'A mapping at LATEST may skip records that are written while AWS applies a change, unless a batch of it is known to have succeeded.'
