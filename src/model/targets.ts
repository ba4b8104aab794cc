/** A tag by its key; without a value, any. */
export interface Tag {
  key: string
  value: string | null
}

/** Which pipelines of an account and region: those that fit all of it. An empty field leaves nothing out. */
export interface Targets {
  /** A pattern for names of functions, or null for all. */
  functionPattern: string | null
  tables: readonly string[]
  /** Functions, or mappings, that have all of these tags. */
  tags: readonly Tag[]
  /** CloudFormation stacks that have the function, or the mapping, as a resource. */
  stacks: readonly string[]
}
