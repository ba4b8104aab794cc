import type {Mapping} from '../model/evidence/evidence.ts'

/** AWS's own word on the newest attempt of this mapping. */
export const hasProblem = (mapping: Mapping | undefined): boolean => mapping?.lastProcessingResult?.startsWith('PROBLEM') ?? false
