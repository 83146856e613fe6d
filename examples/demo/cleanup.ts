/** What has to be undone, last things first, whatever happens. */
export class Cleanup {
  private readonly steps: Array<() => unknown> = [];
  private running?: Promise<void>;

  public add(step: () => unknown): void {
    this.steps.push(step);
  }

  /** Runs every step once, even after one that fails; safe to call twice. */
  public async run(): Promise<void> {
    this.running ??= this.runSteps();
    return this.running;
  }

  private async runSteps(): Promise<void> {
    for (const step of this.steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        console.error('cleaning up failed, going on:', error);
      }
    }
  }
}
