/**
 * Keeps what is being typed, on the server: personal data must not lie readable in browser storage (ASVS V14.3.3).
 *
 * A form says `data-keep-draft="key" data-draft-url="…"`. Its fields are posted after a pause in typing and when the
 * page is left. 204 means kept; 410 that this form was sent since the page was opened; 401, 403 or a redirect that the
 * session is lost.
 */
import { csrfToken, refreshToken } from "./csrf";

const PAUSE_MS = 800;
const FIRST_RETRY_MS = 2_000;
const SLOWEST_RETRY_MS = 30_000;
const KEEPALIVE_LIMIT_BYTES = 60_000; // browsers refuse keepalive bodies over 64 KiB
const NEVER_KEPT = new Set(["csrfmiddlewaretoken"]);

type Answer = "kept" | "sent" | "signed-out" | "refused" | "unreachable";

export function keepDrafts(scope: Element): void {
  const forms = scope.querySelectorAll<HTMLFormElement>("form[data-keep-draft][data-draft-url]");
  for (const form of forms) if (!form.dataset.draftStarted) new Draft(form).start();
}

class Draft {
  private readonly note = document.createElement("p");
  private timer = 0;
  private retryIn = FIRST_RETRY_MS;
  private unsaved = false;
  private saving: AbortController | null = null;

  constructor(private readonly form: HTMLFormElement) {}

  start(): void {
    const { form } = this;
    form.dataset.draftStarted = "true";
    this.note.className = "kh-draft govuk-hint";
    this.note.setAttribute("role", "status");
    form.append(this.note);
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => this.retryNow(document.hidden));
    window.addEventListener("focus", () => this.retryNow());
    window.addEventListener("online", () => this.retryNow());
    window.addEventListener("offline", () => this.unsaved && this.say("draftOffline"));
  }

  private changed(): void {
    this.unsaved = true;
    this.retryIn = FIRST_RETRY_MS;
    this.saveIn(PAUSE_MS);
  }

  private saveIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), milliseconds);
  }

  private retryNow(leaving = false): void {
    if (!this.unsaved || !this.form.isConnected) return;
    clearTimeout(this.timer);
    void this.save(leaving);
  }

  /** The form itself is on its way: a late draft must not come after it. */
  private stop(): void {
    clearTimeout(this.timer);
    this.saving?.abort();
    this.unsaved = false;
  }

  private async save(leaving = false): Promise<void> {
    if (this.saving) {
      if (!leaving) return this.saveIn(PAUSE_MS);
      this.saving.abort();
    }
    const attempt = new AbortController();
    this.saving = attempt;
    this.unsaved = false;
    const answer = await this.post(attempt.signal, leaving);
    if (this.saving === attempt) this.saving = null;
    if (!attempt.signal.aborted) this.tell(answer);
  }

  private async post(signal: AbortSignal, leaving: boolean): Promise<Answer> {
    const body = this.fields();
    const keepalive = leaving && new Blob([body]).size < KEEPALIVE_LIMIT_BYTES;
    try {
      const response = await fetch(this.form.dataset.draftUrl ?? "", {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { "X-CSRFToken": csrfToken(this.form), "X-Requested-With": "XMLHttpRequest" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive,
        signal,
      });
      if (response.status === 204) return "kept";
      if (response.status === 410) return "sent";
      if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return "signed-out";
      return response.status >= 500 ? "unreachable" : "refused";
    } catch {
      return "unreachable";
    }
  }

  /** What was typed: no token, no password, no file. */
  private fields(): string {
    const secret = new Set([...this.form.querySelectorAll<HTMLInputElement>("input[type=password]")].map((f) => f.name));
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && !NEVER_KEPT.has(name) && !secret.has(name)) fields.append(name, value);
    }
    return fields.toString();
  }

  private tell(answer: Answer): void {
    if (answer === "kept") {
      this.retryIn = FIRST_RETRY_MS;
      refreshToken(this.form);
      this.say("draftKept");
      return;
    }
    if (answer === "sent") {
      this.say("draftSent");
      return;
    }
    this.unsaved = true;
    if (answer === "signed-out") this.say("draftSignedOut", this.signInLink());
    else if (answer === "refused") this.say("draftRefused");
    else this.say("draftOffline");
    if (answer === "refused") return; // the same text would be refused again; the next change tries anew
    this.saveIn(this.retryIn);
    this.retryIn = Math.min(this.retryIn * 2, SLOWEST_RETRY_MS);
  }

  private signInLink(): HTMLAnchorElement {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = this.form.dataset.draftSignInUrl ?? "/";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = this.form.dataset.draftSignIn ?? "";
    return link;
  }

  /** Speak once per news: a screen reader hears the same sentence only when it changed. */
  private say(sentence: string, link?: HTMLAnchorElement): void {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const text = (this.form.dataset[sentence] ?? "").replace("%time%", time);
    if (this.note.dataset.said === text) return;
    this.note.dataset.said = text;
    this.note.classList.toggle("kh-draft--trouble", sentence !== "draftKept");
    this.note.replaceChildren(text, ...(link ? [" ", link] : []));
  }
}
