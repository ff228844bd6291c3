import "./app.scss";
import { startComponents } from "./components";
import { keepDrafts } from "./draft";
import { configureHtmx } from "./htmx";
import { sendFormsOnce } from "./once";
import { offerPrinting } from "./print";
import { startProse } from "./prose";

function start(scope: Element): void {
  startComponents(scope);
  startProse(scope);
  keepDrafts(scope);
  offerPrinting(scope);
}

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
configureHtmx(start);
sendFormsOnce();
start(document.body);
