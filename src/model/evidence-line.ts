/** Lines under *Evidence* that the short report picks out begin with a mark: an error of the log, and the state of the lag. */
const marks = {log: 'Logged ', lag: 'Lag: '} as const
export type Mark = keyof typeof marks

export const marked = (mark: Mark, words: string): string => `${marks[mark]}${words}`

export const isMarked = (mark: Mark, line: string): boolean => line.startsWith(marks[mark])
