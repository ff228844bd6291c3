/**
 * Buttons over a text with headings, lists, emphasis and links (`data-kh-prose`). They write the same marks that a person
 * may type; without this script the text is written as before. Undo keeps working, because the browser itself inserts.
 */
import { csrfToken } from "./csrf";

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
  for (const mark of marksOf(text)) bar.append(buttonOf(text, mark.label, () => apply(text, mark)));
  if (text.dataset.previewUrl) bar.append(previewButton(text));
  return bar;
}

function buttonOf(text: HTMLTextAreaElement, label: string, press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = label;
  button.setAttribute("aria-controls", text.id);
  button.addEventListener("click", press);
  return button;
}

/** The words on the buttons come from the page, in the reader's language. */
function marksOf(text: HTMLTextAreaElement): Mark[] {
  const { headingLabel = "#", listLabel = "-", boldLabel = "**", linkLabel = "[]" } = text.dataset;
  return [
    { label: headingLabel, before: "# ", after: "", wholeLines: true },
    { label: listLabel, before: "- ", after: "", wholeLines: true },
    { label: boldLabel, before: "**", after: "**", wholeLines: false },
    { label: linkLabel, before: "[", after: "](https://)", wholeLines: false },
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

/** The server draws the preview, as it will draw the text: there is one reading of the marks. */
function previewButton(text: HTMLTextAreaElement): HTMLButtonElement {
  const shown = document.createElement("div");
  shown.className = "kh-prose kh-prose-preview";
  shown.id = `${text.id}-preview`;
  shown.setAttribute("role", "status");
  shown.hidden = true;
  text.after(shown);
  const button = buttonOf(text, text.dataset.previewLabel ?? "", () => void toggle());
  button.setAttribute("aria-controls", shown.id);
  button.setAttribute("aria-expanded", "false");
  const show = (open: boolean) => {
    shown.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const toggle = async () => {
    if (!shown.hidden) return show(false);
    const html = await drawn(text);
    if (html === null) return;
    shown.innerHTML = html;
    show(true);
  };
  return button;
}

/** Safe HTML of the server; null when it cannot be reached or the session is over. */
async function drawn(text: HTMLTextAreaElement): Promise<string | null> {
  try {
    const answer = await fetch(text.dataset.previewUrl ?? "", {
      method: "POST",
      body: new URLSearchParams({ text: text.value }),
      headers: { "X-CSRFToken": csrfToken(text.form), "X-Requested-With": "XMLHttpRequest" },
      credentials: "same-origin",
      redirect: "error",
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
