// Binds allauth's passkey functions to buttons marked data-passkey, so that no page needs a script of its own.
document.addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('[data-passkey]').forEach((button) => {
    const { passkey, ...ids } = button.dataset
    window.allauth.webauthn.forms[passkey]({ ids: { ...ids, [ids.button]: button.id } })
  })
})
