/** Something the word that is typed can become, and what that is. */
export interface Candidate {
  value: string;
  meaning: string;
}
