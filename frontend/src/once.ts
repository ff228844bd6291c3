import { refreshToken } from "./csrf";

const A_LOST_ANSWER_MS = 10_000;

/** A double click sends a form once. The guard opens again when the page comes back or no answer came. */
export function sendFormsOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    refreshToken(form);
    setTimeout(() => delete form.dataset.sent, A_LOST_ANSWER_MS);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}
