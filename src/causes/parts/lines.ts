import {marked} from '../../model/evidence-line.ts'

/** Lines that are true under a condition. */
export const when = (holds: boolean, ...lines: readonly string[]): string[] => (holds ? [...lines] : [])

/** A line about a value, where it is known. */
export const known = <T>(value: T | null | undefined, line: (value: T) => string): string[] => (value == null ? [] : [line(value)])

/** Why the lag is as it is: a line for each reason. */
export const lagLines = ({because}: {because: readonly string[]}): string[] => because.map(why => marked('lag', `${why}.`))
