/** A word for a POSIX shell: as it is where that is safe, else in single quotes. Values from AWS or from a file are never trusted. */
export const shellWord = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
