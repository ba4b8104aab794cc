/** A change that AWS refuses. `name` is AWS's exception, the message its words. */
export class Refusal extends Error {
  constructor(
    name: 'ResourceInUseException' | 'ResourceNotFoundException' | 'ResourceConflictException' | 'InvalidParameterValueException',
    message: string,
  ) {
    super(message)
    this.name = name
  }
}
