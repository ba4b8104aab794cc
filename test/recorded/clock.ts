/** The virtual now of every lab that a story asks, epoch milliseconds. */
export const now = Date.UTC(2026, 10, 2, 12)
