declare module "*.scss";

// govuk-frontend carries its types as JSDoc only.
declare module "govuk-frontend" {
  type Component = new (root: Element) => object;
  export const Button: Component;
  export const CharacterCount: Component;
  export const Checkboxes: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export const PasswordInput: Component;
  export const Radios: Component;
  export const ServiceNavigation: Component;
  export const SkipLink: Component;
  export function createAll(component: Component, config?: object, scope?: Element): object[];
  export function isSupported(): boolean;
}
