/** Pages made for paper have a button; without scripts it stays hidden, and the browser's own menu prints. */
export function offerPrinting(scope: Element): void {
  for (const button of scope.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
