/** Stands where a row does: goals that a person picked in a list. Only our own code can make one, and no link that runs a command. */
export class PickedGoals {
  readonly ids: readonly string[];

  constructor(goals: readonly { readonly Gsid: string }[]) {
    this.ids = goals.map(({ Gsid }) => Gsid);
  }
}
