/** A function with its version or alias, as AWS writes it: `orders-projector:live`. */
export const functionLabel = (name: string, qualifier: string | null): string => (qualifier === null ? name : `${name}:${qualifier}`)

/** The label of a row of a report, or of a plan, which carry both. */
export const targetLabel = ({function: name, qualifier}: {function: string; qualifier: string | null}): string =>
  functionLabel(name, qualifier)
