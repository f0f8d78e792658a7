// The search's worker as the page sees it: one question under way, of those that wait only the newest.

const PATIENCE = 20000;

export class Engine {
  /** `places`: addresses of the postings, the lines and the worker. */
  constructor({ postings, lines, worker }) {
    this.state = "loading";
    this.loaded = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.loaded.catch(() => {});
    this.waiting = null;
    this.asked = null;
    const timer = setTimeout(() => this.fail("too slow"), PATIENCE);
    this.loaded.finally(() => clearTimeout(timer)).catch(() => {});
    try {
      this.worker = new Worker(worker, { type: "module" });
    } catch (error) {
      this.fail(error.message);
      return;
    }
    this.worker.addEventListener("message", ({ data }) => this.heard(data));
    this.worker.addEventListener("error", (event) => { event.preventDefault(); this.fail(event.message ?? "no worker"); });
    this.worker.postMessage({ act: "start", values: { postings, lines } });
  }

  /** Asks; `then` gets the answer unless a newer question came before it. */
  ask(question, then) {
    this.waiting = { question, then };
    if (this.state === "ready" && !this.asked) this.send();
  }

  /** Forgets what was asked: no answer will come. */
  forget() {
    this.waiting = null;
    if (this.asked) this.asked.then = () => {};
  }

  send() {
    this.asked = this.waiting;
    this.waiting = null;
    if (this.asked) this.worker.postMessage({ act: "ask", values: this.asked.question });
  }

  heard({ act, values, failed }) {
    if (failed !== undefined) this.fail(failed);
    else if (act === "start") this.begin();
    else this.answered(values);
  }

  begin() {
    if (this.state !== "loading") return;
    this.state = "ready";
    this.resolve();
    this.send();
  }

  answered(values) {
    const { then } = this.asked;
    if (!this.waiting) then(values);
    this.send();
  }

  fail(reason) {
    if (this.state === "failed") return;
    this.state = "failed";
    this.worker?.terminate();
    this.reject(new Error(reason));
  }
}
