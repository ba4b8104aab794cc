/** A request to delete something that may not exist. */
export async function unlessGone(request: Promise<unknown>): Promise<void> {
  try {
    await request
  } catch (error) {
    if (!/NoSuchEntity|ResourceNotFound/.test((error as Error).name)) throw error
  }
}
