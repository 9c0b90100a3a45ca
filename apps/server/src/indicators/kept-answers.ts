/**
 * Answers that were expensive to make, by what was asked. The least recently used goes first. Who asks while an answer
 * is being made shares it; an answer that failed is forgotten.
 */
export class KeptAnswers<T> {
  private readonly answers = new Map<string, Promise<T>>();

  constructor(private readonly most: number) {}

  get(question: string, make: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question);
    this.answers.delete(question);
    const answer = known ?? make();
    this.answers.set(question, answer);
    if (known === undefined) {
      answer.catch(() => {
        if (this.answers.get(question) === answer) this.answers.delete(question);
      });
    }
    if (this.answers.size > this.most) this.answers.delete(this.answers.keys().next().value!);
    return answer;
  }
}
