import type {AnyAskedCollector} from './asked.ts'

/** All collectors of evidence that is read only when a cause asks for it, one per key. */
export const askedCollectors: readonly AnyAskedCollector[] = []
