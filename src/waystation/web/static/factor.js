// A security key as the second factor: what the browser must do between the two halves of a form.
"use strict";
(() => {
  const supported = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON;

  async function answered(form) {
    const options = JSON.parse(form.querySelector("[data-options]").textContent);
    if (form.dataset.factor === "create") {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.creation_options.publicKey);
      return navigator.credentials.create({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey);
    return navigator.credentials.get({ publicKey });
  }

  for (const form of document.querySelectorAll("[data-factor]")) {
    form.hidden = !supported;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const credential = await answered(form);
        form.querySelector("input[name$=credential]").value = JSON.stringify(credential.toJSON());
        form.submit();
      } catch {
        form.querySelector(".error[hidden], .error[role=alert]").hidden = false;
      }
    });
  }
})();
