// Both names: the second is the production one, which only HTTPS may set.
const COOKIE = /(?:^|;\s*)(?:__Host-csrf|csrftoken)=([^;]+)/;

/** The token that the server accepts now; signing in again in another tab changes it. */
export function csrfToken(form?: HTMLFormElement | null): string {
  const fresh = COOKIE.exec(document.cookie)?.[1];
  return fresh ?? form?.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** Put the token of now into a form that was drawn before the person signed in again. */
export function refreshToken(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
  if (field) field.value = csrfToken(form);
}
