/** One of several processes that share a fleet: the third of eight is `{shard: 3, of: 8}`. */
export interface Part {
  shard: number
  of: number
}

/** Whether a mapping belongs to this part: by its UUID alone, so that every process decides the same, whatever the others do (FNV-1a). */
export function belongsTo({shard, of}: Part, uuid: string): boolean {
  let hash = 0x811c9dc5
  for (let i = 0; i < uuid.length; i++) hash = Math.imul(hash ^ uuid.charCodeAt(i), 0x01000193) >>> 0
  return hash % of === shard - 1
}
