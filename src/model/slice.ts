import {fnv1a} from '../text/fnv.ts'

/** One of several processes that share a fleet: the third of eight is `{shard: 3, of: 8}`. The key keeps the name that it has in reports. */
export interface Part {
  shard: number
  of: number
}

/** Whether a mapping belongs to this part: by its UUID alone, so that every process decides the same, whatever the others do (FNV-1a). */
export function belongsTo({shard, of}: Part, uuid: string): boolean {
  return fnv1a(uuid) % of === shard - 1
}
