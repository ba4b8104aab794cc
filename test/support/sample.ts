/** Whether everything is tried: `npm run test:exhaustive`. `npm test` tries a part of it, the same part each time. */
export const isExhaustive = process.env.DDBSTREAM_TESTS === 'exhaustive'

/** All of them in an exhaustive run; else so many, evenly spread. */
export const sample = <T>(all: readonly T[], most: number): readonly T[] =>
  isExhaustive || all.length <= most ? all : Array.from({length: most}, (_, i) => all[Math.floor(((i + 0.5) * all.length) / most)] as T)

/** How often a property is tried. */
export const times = (few: number, exhaustive: number): number => (isExhaustive ? exhaustive : few)
