/** The version of the evidence file. A file of a newer version is refused. */
export const evidenceSchemaVersion = 1
