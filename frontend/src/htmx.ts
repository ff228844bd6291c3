import htmx from "htmx.org";
import { csrfToken } from "./csrf";

/** Set htmx up for a strict content policy and for pages with personal data; `start` runs on every swapped-in piece. */
export function configureHtmx(start: (scope: Element) => void): void {
  htmx.config.allowEval = false;
  htmx.config.includeIndicatorStyles = false;
  htmx.config.selfRequestsOnly = true;
  // htmx would write whole pages, with people's data in them, into the browser's storage (ASVS V14.3.3).
  htmx.config.historyCacheSize = 0;
  htmx.config.refreshOnHistoryMiss = true;

  document.body.addEventListener("htmx:configRequest", (event) => {
    const { detail } = event as CustomEvent<{ headers: Record<string, string>; verb: string }>;
    if (detail.verb !== "get") detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.body.addEventListener("htmx:load", (event) => {
    const piece = (event as CustomEvent<{ elt: Element }>).detail.elt;
    if (piece !== document.body) start(piece);
  });
}
