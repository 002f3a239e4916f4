/** What the faults in force have done since it was last asked. */
export class FaultWatch {
  hits = 0;
  /** Products whose test list was answered empty though it is not. */
  readonly liedAbout = new Set<number>();

  reset(): void {
    this.hits = 0;
    this.liedAbout.clear();
  }
}
