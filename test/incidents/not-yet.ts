/** Incidents on which the doctor is not right yet, each with the reason. Whatever is right now has to leave the list. */
export const notYet: Readonly<Record<string, string>> = {}
