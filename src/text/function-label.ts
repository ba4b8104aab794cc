/** A function with its version or alias, as AWS writes it: `orders-projector:live`. */
export const functionLabel = (name: string, qualifier: string | null): string => (qualifier === null ? name : `${name}:${qualifier}`)

/** The same of what carries both: a row of a report, a plan. */
export const targetLabel = ({function: name, qualifier}: {function: string; qualifier: string | null}): string =>
  functionLabel(name, qualifier)
