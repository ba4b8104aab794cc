import {lag} from './lag.ts'

/** All values that are computed once from evidence, by their key. */
export const derivedValues = {lag}
