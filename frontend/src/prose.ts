/**
 * Buttons over a text with headings, lists and emphasis (`data-kh-prose`). They write the same marks that a person may
 * type; without this script the text is written as before. Undo keeps working, because the browser itself inserts.
 */
type Mark = { label: string; before: string; after: string; wholeLines: boolean };

export function startProse(scope: Element): void {
  for (const text of scope.querySelectorAll<HTMLTextAreaElement>("textarea[data-kh-prose]")) {
    if (text.dataset.proseStarted) continue;
    text.dataset.proseStarted = "true";
    text.before(toolbarOf(text));
  }
}

function toolbarOf(text: HTMLTextAreaElement): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "kh-prose-bar";
  for (const mark of marksOf(text)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = mark.label;
    button.setAttribute("aria-controls", text.id);
    button.addEventListener("click", () => apply(text, mark));
    bar.append(button);
  }
  return bar;
}

/** The words on the buttons come from the page, in the reader's language. */
function marksOf(text: HTMLTextAreaElement): Mark[] {
  const { headingLabel = "#", listLabel = "-", boldLabel = "**" } = text.dataset;
  return [
    { label: headingLabel, before: "# ", after: "", wholeLines: true },
    { label: listLabel, before: "- ", after: "", wholeLines: true },
    { label: boldLabel, before: "**", after: "**", wholeLines: false },
  ];
}

function apply(text: HTMLTextAreaElement, mark: Mark): void {
  const { selectionStart, selectionEnd, value } = text;
  const start = mark.wholeLines ? value.lastIndexOf("\n", selectionStart - 1) + 1 : selectionStart;
  const chosen = value.slice(start, selectionEnd);
  const lines = mark.wholeLines ? chosen.split("\n") : [chosen];
  const marked = lines.map((line) => mark.before + line + mark.after).join("\n");
  text.focus();
  text.setSelectionRange(start, selectionEnd);
  // execCommand is the only insertion that the browser's own undo knows.
  if (!document.execCommand("insertText", false, marked)) text.setRangeText(marked, start, selectionEnd, "end");
  const end = start + marked.length - mark.after.length;
  text.setSelectionRange(end, end);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}
